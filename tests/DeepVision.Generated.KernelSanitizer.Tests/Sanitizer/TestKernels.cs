using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;

namespace DeepVision.Generated.KernelSanitizer.Tests.Sanitizer;

/// <summary>Four floats that are loaded at once.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Four
{
    public float X, Y, Z, W;
}

/// <summary>A number that kernels know when they are compiled.</summary>
public interface IConstant
{
    int Value { get; }
}

/// <summary>The number 7.</summary>
public readonly struct Seven : IConstant
{
    public int Value => 7;
}

/// <summary>The number 9.</summary>
public readonly struct Nine : IConstant
{
    public int Value => 9;
}

/// <summary>Kernels that put one property of a device each to the test.</summary>
public static class TestKernels
{
    /// <summary>Transposes tiles of 16 × 16 in shared memory.</summary>
    public static void Transpose(ArrayView<float> source, ArrayView<float> target, int size)
    {
        ArrayView<float> tile = SharedMemory.Allocate<float>(256);
        int x = Group.IdxX & 15;
        int y = Group.IdxX >> 4;
        tile[x * 16 + y] = source[(Grid.IdxY * 16 + y) * size + Grid.IdxX * 16 + x];
        Group.Barrier();
        target[(Grid.IdxX * 16 + y) * size + Grid.IdxY * 16 + x] = tile[y * 16 + x];
    }

    /// <summary>The sum of a group's values as a tree, again and again over chunks, with a running total in a local.</summary>
    public static void SumChunks(ArrayView<float> source, ArrayView<float> sums, int chunks)
    {
        ArrayView<float> parts = SharedMemory.Allocate<float>(128);
        int thread = Group.IdxX;
        float total = 0;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            parts[thread] = source[(Grid.IdxX * chunks + chunk) * 128 + thread];
            Group.Barrier();
            for (int width = 64; width > 0; width >>= 1)
            {
                if (thread < width)
                    parts[thread] += parts[thread + width];
                Group.Barrier();
            }

            total += parts[0] * (chunk + 1);
            Group.Barrier();
        }

        if (thread == 0)
            sums[Grid.IdxX] = total;
    }

    /// <summary>Even threads leave before the barrier.</summary>
    public static void DivergentEnd(ArrayView<int> values)
    {
        if ((Group.IdxX & 1) == 0)
            return;
        Group.Barrier();
        values[Group.IdxX] = 1;
    }

    /// <summary>The threads wait at two different barriers.</summary>
    public static void DivergentBarriers(ArrayView<int> values)
    {
        if (Group.IdxX < 2)
            Group.Barrier();
        else
            Group.Barrier();
        values[Group.IdxX] = 1;
    }

    public static void Write(ArrayView<int> values, int index) => values[index] = 1;

    public static void SubView(ArrayView<int> values, int index, int length) => values.SubView(index, length)[0] = 1;

    public static void ReadShared(ArrayView<float> values)
    {
        ArrayView<float> shared = SharedMemory.Allocate<float>(4);
        values[Grid.IdxX * 4 + Group.IdxX] = shared[Group.IdxX];
        Group.Barrier();
        shared[Group.IdxX] = 1;
    }

    /// <summary>Two blocks of shared memory, one of them read as vectors.</summary>
    public static void Vectors(ArrayView<float> source, ArrayView<float> target)
    {
        ArrayView<int> before = SharedMemory.Allocate<int>(3);
        ArrayView<float> shared = SharedMemory.Allocate<float>(16);
        int thread = Group.IdxX;
        if (thread < 3)
            before[thread] = thread;
        Four four = source.Cast<Four>()[thread];
        ArrayView<float> column = shared.SubView(thread, 13);
        column[0] = four.X;
        column[4] = four.Y;
        column[8] = four.Z;
        column[12] = four.W;
        Group.Barrier();
        target.Cast<Four>()[thread] = shared.Cast<Four>()[thread];
    }

    public static void Indices(ArrayView<int> values)
    {
        int group = (Grid.IdxZ * Grid.DimY + Grid.IdxY) * Grid.DimX + Grid.IdxX;
        int thread = (Group.IdxZ * Group.DimY + Group.IdxY) * Group.DimX + Group.IdxX;
        values[group * Group.DimX * Group.DimY * Group.DimZ + thread] =
            ((((Grid.IdxX * 10 + Grid.IdxY) * 10 + Grid.IdxZ) * 10 + Group.IdxX) * 10 + Group.IdxY) * 10 + Group.IdxZ;
    }

    public static void Fourteen(
        ArrayView<float> target, float a, int b, long c, double d, byte e, short f, float g, int h, uint i, float j, Four k, ArrayView<int> l, int m)
    {
        target[0] = a + b + c + (float)d + e + f + g + h + i + j + k.X + k.W + l[1] + m;
    }

    /// <summary>A struct, a changed argument, a byte and a value that lies on the evaluation stack live on behind barriers.</summary>
    public static void KeepOverBarriers(ArrayView<float> target, int rounds, Four weights)
    {
        ArrayView<float> shared = SharedMemory.Allocate<float>(8);
        int thread = Group.IdxX;
        Four four;
        four.X = thread;
        four.Y = 0;
        four.Z = 1;
        four.W = weights.W + thread;
        byte small = (byte)thread;
        weights.X += thread;
        while (rounds > 0)
        {
            shared[thread] = four.X;
            Group.Barrier();
            float other = shared[(thread + 1) & 7];
            Group.Barrier();
            four.Y += other;
            four.Z *= 2;
            rounds--;
        }

        float last = four.Y + four.Z;
        Group.Barrier();
        target[thread] = last + four.W + weights.X + small + rounds;
    }

    /// <summary>What it calls asks for its place in the grid itself.</summary>
    public static void Calls(ArrayView<float> values) => values[Place()] = XMath.Sqrt(Place()) + MathF.Max(1, Place());

    /// <summary>A kernel for each type that closes it.</summary>
    public static void Constant<T>(ArrayView<int> values)
        where T : struct, IConstant
    {
        ArrayView<int> shared = SharedMemory.Allocate<int>(1);
        if (Group.IdxX == 0)
            shared[0] = default(T).Value;
        Group.Barrier();
        values[Group.IdxX] = shared[0];
    }

    public static void Waits(ArrayView<float> values)
    {
        Wait();
        values[0] = 1;
    }

    public static void MakesArray(ArrayView<float> values)
    {
        float[] array = new float[4];
        values[0] = array[Group.IdxX];
    }

    public static void FusesMultiplyAndAdd(ArrayView<float> values) => values[0] = MathF.FusedMultiplyAdd(values[0], 2, 1);

    private static int Place() => Grid.IdxX * Group.DimX + Group.IdxX;

    private static void Wait() => Group.Barrier();
}
