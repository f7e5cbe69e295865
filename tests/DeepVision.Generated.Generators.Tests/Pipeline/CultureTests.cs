using System.Globalization;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Tests.Pipeline;

/// <summary>Generated text and messages are the same wherever the compiler runs.</summary>
public class CultureTests
{
    private const string WithMistakes = """
        using DeepVision.Generated;
        [Network(1000, 1000, 3)]
        [Conv2D(-1, 3, L2 = -0.5f), Dropout(1.5f), MaxPool2D(2000), Conv2D(2000000, 1), Flatten, Dense(10, Name = "-1"), SoftmaxCrossEntropy(LabelSmoothing = -1)]
        partial class Net;
        """;

    [Theory]
    [InlineData(",", ".", "-")]
    [InlineData("٫", "٬", "\u2212")]
    [InlineData(".", " ", "minus ")]
    public void Text_does_not_depend_on_the_culture(string point, string group, string minus)
    {
        CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = point;
        odd.NumberFormat.NumberGroupSeparator = group;
        odd.NumberFormat.NegativeSign = minus;
        odd.NumberFormat.NaNSymbol = "not a number";

        Assert.Equal(Under(CultureInfo.InvariantCulture), Under(odd));
    }

    private static string Under(CultureInfo culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            string[] sources = [Networks.Digits, Networks.Everything, Networks.Sequence, Networks.Broken, WithMistakes];
            IEnumerable<string> files = sources.SelectMany(source => GeneratorRun.Of(source).Files).Select(file => file.Key + "\n" + file.Value);
            IEnumerable<string> messages = sources.SelectMany(source => AnalyzerTest.Diagnose(TestCompilation.Create(source))).Select(diagnostic => diagnostic.GetMessage(culture));
            return string.Join("\n", files.Concat(messages));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
