namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>What a program that may use Winograd's algorithm mostly runs on.</summary>
internal enum WinogradUse
{
    /// <summary>The network has said no.</summary>
    Never,

    /// <summary>One image at a time: it alone has to be worth loading the transformed weights, four times as many as the direct ones.</summary>
    SingleImages,

    /// <summary>Batches, as in training: their images share the transformed weights.</summary>
    Batches,
}
