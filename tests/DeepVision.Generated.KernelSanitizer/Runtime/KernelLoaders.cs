using ILGPU.Execution;

namespace ILGPU.Runtime;

/// <summary>
/// Loads explicitly grouped kernels of up to 14 arguments. The launchers take the stream, the sizes and the arguments.
/// </summary>
public static unsafe class KernelLoaders
{
    public static Action<AcceleratorStream, KernelConfig, T1> LoadKernel<T1>(
        this Accelerator accelerator, Action<T1> action)
        where T1 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1> LoadKernel<T1>(
        this Accelerator accelerator, Action<T1> action, KernelSpecialization specialization)
        where T1 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2> LoadKernel<T1, T2>(
        this Accelerator accelerator, Action<T1, T2> action)
        where T1 : struct
        where T2 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2> LoadKernel<T1, T2>(
        this Accelerator accelerator, Action<T1, T2> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3> LoadKernel<T1, T2, T3>(
        this Accelerator accelerator, Action<T1, T2, T3> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3> LoadKernel<T1, T2, T3>(
        this Accelerator accelerator, Action<T1, T2, T3> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4> LoadKernel<T1, T2, T3, T4>(
        this Accelerator accelerator, Action<T1, T2, T3, T4> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4> LoadKernel<T1, T2, T3, T4>(
        this Accelerator accelerator, Action<T1, T2, T3, T4> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3, a4) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Set(arguments, 3, a4);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5> LoadKernel<T1, T2, T3, T4, T5>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5> LoadKernel<T1, T2, T3, T4, T5>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3, a4, a5) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Set(arguments, 3, a4);
            kernel.Set(arguments, 4, a5);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6> LoadKernel<T1, T2, T3, T4, T5, T6>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6> LoadKernel<T1, T2, T3, T4, T5, T6>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3, a4, a5, a6) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Set(arguments, 3, a4);
            kernel.Set(arguments, 4, a5);
            kernel.Set(arguments, 5, a6);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadKernel<T1, T2, T3, T4, T5, T6, T7>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadKernel<T1, T2, T3, T4, T5, T6, T7>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3, a4, a5, a6, a7) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Set(arguments, 3, a4);
            kernel.Set(arguments, 4, a5);
            kernel.Set(arguments, 5, a6);
            kernel.Set(arguments, 6, a7);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3, a4, a5, a6, a7, a8) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Set(arguments, 3, a4);
            kernel.Set(arguments, 4, a5);
            kernel.Set(arguments, 5, a6);
            kernel.Set(arguments, 6, a7);
            kernel.Set(arguments, 7, a8);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Set(arguments, 3, a4);
            kernel.Set(arguments, 4, a5);
            kernel.Set(arguments, 5, a6);
            kernel.Set(arguments, 6, a7);
            kernel.Set(arguments, 7, a8);
            kernel.Set(arguments, 8, a9);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Set(arguments, 3, a4);
            kernel.Set(arguments, 4, a5);
            kernel.Set(arguments, 5, a6);
            kernel.Set(arguments, 6, a7);
            kernel.Set(arguments, 7, a8);
            kernel.Set(arguments, 8, a9);
            kernel.Set(arguments, 9, a10);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Set(arguments, 3, a4);
            kernel.Set(arguments, 4, a5);
            kernel.Set(arguments, 5, a6);
            kernel.Set(arguments, 6, a7);
            kernel.Set(arguments, 7, a8);
            kernel.Set(arguments, 8, a9);
            kernel.Set(arguments, 9, a10);
            kernel.Set(arguments, 10, a11);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Set(arguments, 3, a4);
            kernel.Set(arguments, 4, a5);
            kernel.Set(arguments, 5, a6);
            kernel.Set(arguments, 6, a7);
            kernel.Set(arguments, 7, a8);
            kernel.Set(arguments, 8, a9);
            kernel.Set(arguments, 9, a10);
            kernel.Set(arguments, 10, a11);
            kernel.Set(arguments, 11, a12);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Set(arguments, 3, a4);
            kernel.Set(arguments, 4, a5);
            kernel.Set(arguments, 5, a6);
            kernel.Set(arguments, 6, a7);
            kernel.Set(arguments, 7, a8);
            kernel.Set(arguments, 8, a9);
            kernel.Set(arguments, 9, a10);
            kernel.Set(arguments, 10, a11);
            kernel.Set(arguments, 11, a12);
            kernel.Set(arguments, 12, a13);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct =>
        accelerator.LoadKernel(action, default);

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action, KernelSpecialization specialization)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct
    {
        CompiledKernel kernel = accelerator.Load(action, specialization);
        return (stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14) =>
        {
            byte* arguments = stackalloc byte[kernel.ArgumentBytes];
            kernel.Set(arguments, 0, a1);
            kernel.Set(arguments, 1, a2);
            kernel.Set(arguments, 2, a3);
            kernel.Set(arguments, 3, a4);
            kernel.Set(arguments, 4, a5);
            kernel.Set(arguments, 5, a6);
            kernel.Set(arguments, 6, a7);
            kernel.Set(arguments, 7, a8);
            kernel.Set(arguments, 8, a9);
            kernel.Set(arguments, 9, a10);
            kernel.Set(arguments, 10, a11);
            kernel.Set(arguments, 11, a12);
            kernel.Set(arguments, 12, a13);
            kernel.Set(arguments, 13, a14);
            kernel.Launch(stream, config, specialization, arguments);
        };
    }
}
