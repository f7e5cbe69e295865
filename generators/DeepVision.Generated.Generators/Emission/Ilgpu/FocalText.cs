namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints what makes a focal loss of a cross-entropy.</summary>
internal static class FocalText
{
    /// <summary>
    /// With ℓ = −log p of the label: <c>crossEntropy</c> is ℓ, <c>focus</c> is (1 − p)^γ, and <c>slope</c> the factor that the derivative has beside that of ℓ,
    /// (1 − p)^γ + γ·p·(1 − p)^(γ − 1)·ℓ. ℓ / (1 − p) tends to 1 where p does.
    /// </summary>
    /// <param name="body">Where <c>logSum</c>, <c>largest</c> and <c>sum</c> are.</param>
    /// <param name="gamma">γ, above 0.</param>
    /// <param name="score">The label's score.</param>
    public static void Print(SourceWriter body, float gamma, string score)
    {
        string exponent = CSharpLiteral.Of(gamma);
        body.Line($"float crossEntropy = logSum - {score};");
        body.Line($"float missing = (sum - MathF.Exp({score} - largest)) / sum;");
        body.Line("bool isSure = missing <= 0f;");
        body.Line($"float focus = isSure ? 0f : MathF.Exp({exponent} * MathF.Log(missing));");
        body.Line($"float slope = focus + {exponent} * (1f - missing) * focus * (isSure ? 1f : crossEntropy / missing);");
    }
}
