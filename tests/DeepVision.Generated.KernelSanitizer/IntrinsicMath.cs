namespace ILGPU;

/// <summary>Arithmetic that every device has.</summary>
public static class IntrinsicMath
{
    public static int Abs(int value) => value < 0 ? -value : value;

    public static float Abs(float value) => MathF.Abs(value);

    public static int Min(int first, int second) => first < second ? first : second;

    public static long Min(long first, long second) => first < second ? first : second;

    public static float Min(float first, float second) => MathF.Min(first, second);

    public static int Max(int first, int second) => first > second ? first : second;

    public static long Max(long first, long second) => first > second ? first : second;

    public static float Max(float first, float second) => MathF.Max(first, second);

    public static int Clamp(int value, int min, int max) => Max(Min(value, max), min);

    public static float Clamp(float value, float min, float max) => Max(Min(value, max), min);
}
