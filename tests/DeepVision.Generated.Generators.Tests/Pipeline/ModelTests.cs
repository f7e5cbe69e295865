using System.Collections;
using System.Reflection;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Tests.Pipeline;

/// <summary>The models that the pipeline remembers hold no symbols, syntax or locations, and are equal by value.</summary>
public class ModelTests
{
    private static readonly string[] s_steps = [TrackingNames.Declaration, TrackingNames.Shapes, TrackingNames.Lowering, TrackingNames.Engine, TrackingNames.FileNames];

    [Theory]
    [InlineData(Networks.Digits)]
    [InlineData(Networks.Everything)]
    [InlineData(Networks.Sequence)]
    [InlineData(Networks.Broken)]
    public void Models_hold_nothing_of_the_compiler(string source)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (object model in ModelsOf(source))
            Walk(model, model.GetType().Name, seen);
        Assert.True(seen.Count > 20, "The walk found next to nothing.");
    }

    [Theory]
    [InlineData(Networks.Digits)]
    [InlineData(Networks.Everything)]
    [InlineData(Networks.Broken)]
    public void Models_of_the_same_source_are_equal(string source)
    {
        object[] first = [.. ModelsOf(source)];
        object[] second = [.. ModelsOf(source)];
        Assert.Equal(first, second);
        Assert.Equal(first.Select(model => model.GetHashCode()), second.Select(model => model.GetHashCode()));
    }

    private static IEnumerable<object> ModelsOf(string source)
    {
        var steps = GeneratorRun.Of(source).Result.Results[0].TrackedSteps;
        return s_steps.Where(steps.ContainsKey).SelectMany(name => steps[name]).SelectMany(step => step.Outputs).Select(output => output.Value);
    }

    private static void Walk(object? node, string path, HashSet<object> seen)
    {
        if (node is null or string || node.GetType().IsPrimitive || node.GetType().IsEnum || !seen.Add(node))
            return;
        Assert.False(node is ISymbol or SyntaxNode or SyntaxTree or Location or Compilation or SemanticModel, $"{path} holds a {node.GetType().Name}.");
        Assert.False(node.GetType().Namespace!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{path} holds a {node.GetType().Name}.");
        if (node is IEnumerable items)
        {
            foreach (object? item in items)
                Walk(item, path + "[]", seen);
        }

        if (node.GetType().Namespace!.StartsWith("System", StringComparison.Ordinal))
            return;
        for (Type? type = node.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Walk(field.GetValue(node), path + "." + field.Name, seen);
        }
    }
}
