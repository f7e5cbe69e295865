using DeepVision.Generated.Generators.Pipeline;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>What only a network with an error has: it compiles as far as it can, and throws if it is ever run.</summary>
internal static class BrokenMembers
{
    /// <summary>The expression that such members throw.</summary>
    public const string Error = SurfaceFile.FileLocalClass + ".Error()";

    public static void WriteConstructor(SourceWriter writer, NetworkModel model, string signature)
    {
        if (model.IsNoNetwork)
        {
            writer.Line(signature + " => throw " + Error + ";");
            return;
        }

        using (writer.Block(signature + "\n    : base(" + SurfaceFile.FileLocalClass + ".Fail(), " + ElementLoss.Argument(model) + "seed, device)"))
        {
        }
    }

    /// <summary>The override without which the class would be abstract.</summary>
    public static void WriteEngine(SourceWriter writer)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override global::DeepVision.Generated.Runtime.NetworkEngine CreateCpuEngine() => throw " + Error + ";");
    }

    /// <summary>Members of the file's own class.</summary>
    public static void WriteFileLocal(SourceWriter writer, NetworkModel model)
    {
        string message = "The network " + model.Type.Name + " has an error and cannot run. " + model.Error;
        writer.Line("public static NetworkArchitecture Fail() => throw Error();");
        writer.Line();
        writer.Line($"public static global::System.InvalidOperationException Error() => new({CSharpLiteral.Of(message)});");
    }
}
