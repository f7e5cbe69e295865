using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>Members that only a network with an error has: it compiles as far as it can, and throws if it is ever run.</summary>
internal static class BrokenMembers
{
    public static void WriteConstructor(SourceWriter writer, NetworkModel model, TypeNames types)
    {
        string signature = $"public {model.Type.Name}(int seed = 0, {types["Device"]}? device = null)";
        if (model.HasOwnBaseClass)
        {
            writer.Line(signature + " => throw BuildError();");
            return;
        }

        using (writer.Block(signature + "\n    : base(FailToBuild(), seed, device)"))
        {
        }
    }

    public static void WriteRest(SourceWriter writer, NetworkModel model, TypeNames types)
    {
        writer.Line();
        if (!model.HasOwnBaseClass)
        {
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override {types["NetworkEngine"]} CreateCpuEngine() => throw BuildError();");
            writer.Line();
            writer.Line($"private static {types["NetworkArchitecture"]} FailToBuild() => throw BuildError();");
            writer.Line();
        }

        string message = "The network " + model.Type.Name + " has an error and cannot run. " + model.Error;
        writer.Line($"private static {types["InvalidOperationException"]} BuildError() => new({CSharpLiteral.Of(message)});");
    }
}
