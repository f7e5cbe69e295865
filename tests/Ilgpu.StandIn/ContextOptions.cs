namespace ILGPU;

/// <summary>How much the kernel compiler transforms. Nothing depends on it here.</summary>
public enum OptimizationLevel
{
    O0,
    O1,
    O2,
    Debug = O0,
    Release = O1,
}

/// <summary>How precise mathematical functions are. The stand-in is always precise.</summary>
public enum MathMode
{
    Default,
    Fast,
    Fast32BitOnly,
}

/// <summary>Whether copies lock the pages of arrays. Nothing depends on it here.</summary>
public enum PageLockingMode
{
    Default,
    Auto,
    Aggressive,
}

/// <summary>Whether kernels may read static fields that can change.</summary>
public enum StaticFieldMode
{
    Default,
    MutableStaticFields,
    IgnoreStaticFieldStores,
}

/// <summary>What is inlined. Nothing depends on it here.</summary>
public enum InliningMode
{
    Aggressive,
    Conservative,
    Disabled,
    Default = Aggressive,
}

/// <summary>What the context keeps. Nothing depends on it here.</summary>
public enum CachingMode
{
    Default,
    NoKernelCaching,
    NoLaunchCaching,
    Disabled,
}
