namespace DeepVision.Generated.Generators.Elementwise;

/// <summary>The value of an expression, in double precision.</summary>
internal static class ScalarEvaluation
{
    /// <param name="expression">What to compute.</param>
    /// <param name="variables">The values of x, y and so on, by their names.</param>
    public static double Evaluate(Scalar expression, Func<string, double> variables)
    {
        return Of(expression);

        double Of(Scalar part) => part switch
        {
            ScalarVariable variable => variables(variable.Name),
            ScalarConstant constant => constant.Value,
            ScalarArithmetic { Operator: '+' } sum => Of(sum.Left) + Of(sum.Right),
            ScalarArithmetic { Operator: '-' } difference => Of(difference.Left) - Of(difference.Right),
            ScalarArithmetic { Operator: '*' } product => Of(product.Left) * Of(product.Right),
            ScalarArithmetic { Operator: '/' } quotient => Of(quotient.Left) / Of(quotient.Right),
            ScalarNegation negation => -Of(negation.Value),
            ScalarMultiplyAdd sum => Of(sum.Factor) * Of(sum.Other) + Of(sum.Addend),
            ScalarMaximum maximum => Of(maximum.First) > Of(maximum.Second) ? Of(maximum.First) : Of(maximum.Second),
            ScalarChoice choice => Holds(choice.Condition) ? Of(choice.Then) : Of(choice.Otherwise),
            ScalarCall call => Call(call.Function, Of(call.Argument)),
            ScalarLocal local => Of(local.Value),
            _ => throw new InvalidOperationException($"{part.GetType().Name} has no value."),
        };

        bool Holds(ScalarCondition condition) => condition.Operator switch
        {
            "<" => Of(condition.Left) < Of(condition.Right),
            ">" => Of(condition.Left) > Of(condition.Right),
            "<=" => Of(condition.Left) <= Of(condition.Right),
            ">=" => Of(condition.Left) >= Of(condition.Right),
            _ => throw new InvalidOperationException($"{condition.Operator} is no comparison."),
        };
    }

    private static double Call(ScalarFunction function, double x) => function switch
    {
        ScalarFunction.Abs => Math.Abs(x),
        ScalarFunction.Exp => Math.Exp(x),
        ScalarFunction.ExpMinusOne => Math.Abs(x) < 1 ? 2 * Math.Exp(x / 2) * Math.Sinh(x / 2) : Math.Exp(x) - 1,
        ScalarFunction.LogOnePlus => Math.Log(1 + x),
        ScalarFunction.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ScalarFunction.Tanh => Math.Tanh(x),
        ScalarFunction.Erf => Erf(x),
        _ => throw new InvalidOperationException($"{function} has no value."),
    };

    /// <summary>2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n + 1)), whose terms are all positive.</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 6)
            return Math.Sign(x);
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
