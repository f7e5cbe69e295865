using Augmentations;

if (args.Length != 1)
{
    Console.Error.WriteLine("Usage: dotnet run --project examples/Augmentations -c Release -- sheet.png");
    return 1;
}

var sheet = new ContactSheet(columns: 7, Scene.Size);
foreach ((string name, float[] picture) in Gallery.Pictures())
{
    sheet.Add(picture);
    Console.WriteLine($"row {(sheet.Count - 1) / 7 + 1}, column {(sheet.Count - 1) % 7 + 1}: {name}");
}

using FileStream file = File.Create(args[0]);
sheet.Save(file);
return 0;
