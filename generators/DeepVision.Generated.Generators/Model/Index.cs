namespace System;

/// <summary>What the C# compiler needs for list patterns and netstandard2.0 lacks.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    /// <summary>The index in a list of this length.</summary>
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
