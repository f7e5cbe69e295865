using System.Reflection;
using System.Runtime.Intrinsics;
using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Emission;
using DeepVision.Generated.Generators.Emission.Cpu.Printing;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using DeepVision.Generated.Runtime.Cpu;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace DeepVision.Generated.Generators.Tests.Elementwise;

/// <summary>The structs that are printed of the tables, compiled and run, against the formulas in double precision.</summary>
public class PrintedFunctionTests
{
    private static readonly float[] s_values = 
    [
        float.NegativeInfinity, -1000, -30, -4.5f, -1.3f, -0.6f, -0.2f, -1e-3f, 0, 1e-3f, 0.07f, 0.9f, 5.1f, 30, 1000, float.PositiveInfinity,
    ];

    [Fact]
    public void Activations_compute_their_formulas()
    {
        FunctionLibrary library = new();
        (ElementwiseFunction Function, string Name)[] functions = [.. FunctionTableTests.Activations.Select(function => (function, library.Add(function)))];
        Assembly assembly = Compile(library);
        foreach ((ElementwiseFunction function, string name) in functions)
        {
            Type type = Find(assembly, name);
            Assert.Equal(function.KeepsZero, type.GetProperty(nameof(IElementwiseFunction.KeepsZero))!.GetValue(null));
            Vector512<float> x = Vector512.Create(s_values);
            Vector512<float> y = Call(type, nameof(IElementwiseFunction.Value), x);
            Vector512<float> dx = Call(type, nameof(IElementwiseFunction.InputGradient), Vector512.Create(0.7f), function.GradientReadsInput ? x : y);
            for (int lane = 0; lane < s_values.Length; lane++)
            {
                double input = s_values[lane], output = y[lane];
                AssertClose(ScalarEvaluation.Evaluate(function.Value, _ => input), output, $"{function} of {input}");
                AssertClose(
                    ScalarEvaluation.Evaluate(function.InputGradient, variable => variable == "gradient" ? 0.7f : variable == "x" ? input : output),
                    dx[lane], $"gradient of {function} at {input}");
            }
        }
    }

    [Fact]
    public void Activations_let_through_what_is_not_a_number()
    {
        FunctionLibrary library = new();
        string[] names = [.. FunctionTableTests.Activations.Select(library.Add)];
        // Where a function is constant the gradient ends, whatever it is.
        string[] passing = [.. FunctionTableTests.Activations.Where(function => !function.EndsGradient).Select(library.Add)];
        Assembly assembly = Compile(library);
        Assert.All(names, name => Assert.Equal(float.NaN, Call(Find(assembly, name), nameof(IElementwiseFunction.Value), Vector512.Create(float.NaN))[0]));
        Assert.All(passing, name => Assert.Equal(
            float.NaN, Call(Find(assembly, name), nameof(IElementwiseFunction.InputGradient), Vector512.Create(float.NaN), Vector512.Create(0.5f))[0]));
    }

    [Fact]
    public void Losses_compute_their_formulas()
    {
        FunctionLibrary library = new();
        (ElementwiseLoss Loss, string Name)[] losses = [.. FunctionTableTests.Losses.Select(loss => (loss, library.Add(loss)))];
        Assembly assembly = Compile(library);
        foreach ((ElementwiseLoss loss, string name) in losses)
        {
            object?[] arguments = [Vector512.Create(s_values), Vector512.Create(0.3f), null, null];
            Find(assembly, name).GetMethod(nameof(IElementwiseLoss.Evaluate))!.Invoke(null, arguments);
            for (int lane = 0; lane < s_values.Length; lane++)
            {
                double Expected(Scalar expression) => ScalarEvaluation.Evaluate(expression, variable => variable == "x" ? s_values[lane] : 0.3f);
                AssertClose(Expected(loss.Value), ((Vector512<float>)arguments[2]!)[lane], $"{loss} of {s_values[lane]}");
                AssertClose(Expected(loss.Gradient), ((Vector512<float>)arguments[3]!)[lane], $"gradient of {loss} at {s_values[lane]}");
            }
        }
    }

    [Fact]
    public void A_certain_and_right_answer_still_has_its_tiny_loss()
    {
        FunctionLibrary library = new();
        object?[] arguments = [Vector512.Create(30f), Vector512<float>.One, null, null];
        string name = library.Add(LossTable.BinaryCrossEntropy);
        Find(Compile(library), name).GetMethod(nameof(IElementwiseLoss.Evaluate))!.Invoke(null, arguments);
        Assert.InRange(((Vector512<float>)arguments[2]!)[0] / Math.Exp(-30), 0.999, 1.001);
    }

    [Fact]
    public void Equal_functions_are_printed_once_and_others_get_names_of_their_own()
    {
        ActivationRow leaky = ActivationTable.Rows.Single(row => row.Kind == "LeakyReLU");
        FunctionLibrary library = new();
        Assert.Equal(["LeakyReLU", "LeakyReLU", "LeakyReLU2"], [library.Add(leaky.Function(0.1f)), library.Add(leaky.Function(0.1f)), library.Add(leaky.Function(0.2f))]);
    }

    private static Assembly Compile(FunctionLibrary library)
    {
        SourceWriter writer = new();
        writer.Line("using System.Runtime.CompilerServices;");
        writer.Line("using System.Runtime.Intrinsics;");
        writer.Line("namespace DeepVision.Generated.Runtime.Cpu;");
        library.Write(writer);
        CSharpCompilation compilation = TestCompilation.Create(writer.ToString());
        Assert.Empty(compilation.GetDiagnostics());
        using MemoryStream stream = new();
        EmitResult result = compilation.Emit(stream);
        Assert.True(result.Success);
        return Assembly.Load(stream.ToArray());
    }

    /// <summary>A struct that is local to its file, whose name in metadata begins with that of the file.</summary>
    private static Type Find(Assembly assembly, string name) => assembly.GetTypes().Single(type => type.Name.EndsWith("__" + name, StringComparison.Ordinal));

    private static Vector512<float> Call(Type type, string method, params object[] arguments) =>
        (Vector512<float>)type.GetMethod(method)!.Invoke(null, arguments)!;

    private static void AssertClose(double expected, double actual, string what) => Assert.True(
        expected.Equals(actual) || Math.Abs(actual - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)), FormattableString.Invariant($"{what} is {actual}, not {expected}."));
}
