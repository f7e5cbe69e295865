namespace ILGPU.Algorithms;

/// <summary>The functions that ILGPU.Algorithms adds to kernels.</summary>
public static class XMath
{
    public const float PI = MathF.PI;
    public const float E = MathF.E;

    public static int Abs(int value) => IntrinsicMath.Abs(value);

    public static float Abs(float value) => MathF.Abs(value);

    public static double Abs(double value) => Math.Abs(value);

    public static float Sqrt(float value) => MathF.Sqrt(value);

    public static double Sqrt(double value) => Math.Sqrt(value);

    public static float Rsqrt(float value) => 1 / MathF.Sqrt(value);

    public static float Rcp(float value) => 1 / value;

    public static float Exp(float value) => MathF.Exp(value);

    public static double Exp(double value) => Math.Exp(value);

    public static float Exp2(float value) => MathF.Pow(2, value);

    public static float Log(float value) => MathF.Log(value);

    public static double Log(double value) => Math.Log(value);

    public static float Log2(float value) => MathF.Log2(value);

    public static float Log10(float value) => MathF.Log10(value);

    public static float Pow(float @base, float exp) => MathF.Pow(@base, exp);

    public static double Pow(double @base, double exp) => Math.Pow(@base, exp);

    public static float Sin(float value) => MathF.Sin(value);

    public static float Cos(float value) => MathF.Cos(value);

    public static float Tanh(float value) => MathF.Tanh(value);

    public static double Tanh(double value) => Math.Tanh(value);

    public static float Floor(float value) => MathF.Floor(value);

    public static float Ceiling(float value) => MathF.Ceiling(value);

    public static int Min(int first, int second) => IntrinsicMath.Min(first, second);

    public static float Min(float first, float second) => MathF.Min(first, second);

    public static double Min(double first, double second) => Math.Min(first, second);

    public static int Max(int first, int second) => IntrinsicMath.Max(first, second);

    public static float Max(float first, float second) => MathF.Max(first, second);

    public static double Max(double first, double second) => Math.Max(first, second);

    public static int Clamp(int value, int min, int max) => IntrinsicMath.Clamp(value, min, max);

    public static float Clamp(float value, float min, float max) => IntrinsicMath.Clamp(value, min, max);
}
