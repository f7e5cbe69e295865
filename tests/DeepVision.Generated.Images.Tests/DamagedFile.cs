namespace DeepVision.Generated.Images.Tests;

/// <summary>Damages good files in many ways.</summary>
internal static class DamagedFile
{
    /// <summary>A damaged copy.</summary>
    /// <param name="file">The good file.</param>
    /// <param name="number">Fixes the damage.</param>
    public static byte[] Of(byte[] file, int number)
    {
        Random random = new(number);
        byte[] damaged = [.. file];
        switch (random.Next(6))
        {
            case 0:
                return damaged[..random.Next(damaged.Length)];
            case 1:
                int start = Place(), count = Math.Min(random.Next(1, 64), damaged.Length - start);
                random.NextBytes(damaged.AsSpan(start, count));
                return damaged;
            case 2:
                int cut = Place(), end = Math.Min(cut + random.Next(1, 64), damaged.Length);
                return [.. damaged[..cut], .. damaged[end..]];
            case 3:
                int at = Place(), from = random.Next(damaged.Length);
                return [.. damaged[..at], .. damaged[from..Math.Min(from + random.Next(1, 256), damaged.Length)], .. damaged[at..]];
            case 4:
                damaged[Place()] = random.Next(2) == 0 ? byte.MaxValue : byte.MinValue;
                return damaged;
            default:
                for (int i = random.Next(1, 12); i > 0; i--)
                    damaged[Place()] ^= (byte)(1 << random.Next(8));
                return damaged;
        }

        // Half of the damage is among the headers, where lengths and tables stand.
        int Place() => random.Next(random.Next(2) == 0 ? Math.Min(damaged.Length, 700) : damaged.Length);
    }
}
