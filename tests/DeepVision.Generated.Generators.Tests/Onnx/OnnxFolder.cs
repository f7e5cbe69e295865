using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <summary>A folder of ONNX files that are a project's additional files; it is removed with its content.</summary>
internal sealed class OnnxFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("onnx-").FullName;
    private readonly List<AdditionalText> _files = [];

    public AdditionalText[] Files => [.. _files];

    /// <summary>The files of the examples in <c>docs/diagnostics.md</c>.</summary>
    public static OnnxFolder OfExamples()
    {
        OnnxFolder folder = new();
        byte[] net = new ModelBuilder().Input("x", 3, 8, 8).Output("y")
            .Weights("w", [4, 3, 3, 3]).Node("Conv", "x w -> conv1").Node("Relu", "conv1 -> relu1").Node("GlobalAveragePool", "relu1 -> y").ToBytes();
        folder.Add("old/net.onnx", net);
        folder.Add("new/net.onnx", net);
        folder.Add("broken.onnx", []);
        folder.Add("loop.onnx", new ModelBuilder().Input("x", 3, 8, 8).Output("y").Node("Loop", "x -> y").ToBytes());
        folder.Add("open.onnx", new ModelBuilder().Input("x", 3, 0, 0).Output("y").Node("Relu", "x -> y").ToBytes());
        folder.Add("two.onnx", new ModelBuilder().Input("x", 3, 8, 8).Output("y").Output("z").Node("Relu", "x -> y").Node("Tanh", "y -> z").ToBytes());
        return folder;
    }

    /// <summary>Adds a file, and gives its path.</summary>
    public string Add(string name, byte[] content)
    {
        string path = Path.Combine(_path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        _files.Add(new FileOf(path));
        return path;
    }

    /// <summary>Adds a file that exists.</summary>
    public void AddExisting(string path) => _files.Add(new FileOf(path));

    /// <summary>The same file after an edit: another text to the compiler.</summary>
    public static AdditionalText Again(AdditionalText file) => new FileOf(file.Path);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private sealed class FileOf(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => throw new InvalidOperationException("Nobody should read an ONNX file as text.");
    }
}
