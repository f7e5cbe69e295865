namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Everything that training needs beside the parameters; made at the first step, grown by a larger batch.</summary>
internal sealed class TrainingMemory
{
    public TrainingMemory(CpuEnginePlan plan, int trainableLength, int capacity, int workers)
    {
        (Capacity, Workers) = (capacity, workers);
        Activations = new AlignedBuffer<float>((long)plan.BatchFloats * capacity);
        Bytes = new AlignedBuffer<byte>((long)plan.BatchBytes * capacity);
        Scratch = new AlignedBuffer<float>((long)plan.ScratchFloats * workers);
        ScratchBytes = new AlignedBuffer<byte>((long)plan.ScratchBytes * workers);
        LaneValues = new AlignedBuffer<float>((long)plan.LaneFloats * LaneSums.Lanes);
        Statistics = new AlignedBuffer<float>(plan.StatisticsFloats);
        Gradients = new AlignedBuffer<float>(trainableLength);
        Losses = new float[capacity];
        Correct = new byte[capacity];
        BlockNorms = new double[(trainableLength + UpdateBlock - 1) / UpdateBlock];
    }

    /// <summary>Parameters that one unit of the update takes: their gradients and state stay in the first-level cache.</summary>
    public const int UpdateBlock = 2048;

    public int Capacity { get; }

    public int Workers { get; }

    public AlignedBuffer<float> Activations { get; }

    public AlignedBuffer<byte> Bytes { get; }

    public AlignedBuffer<float> Scratch { get; }

    public AlignedBuffer<byte> ScratchBytes { get; }

    public AlignedBuffer<float> LaneValues { get; }

    public AlignedBuffer<float> Statistics { get; }

    public AlignedBuffer<float> Gradients { get; }

    public float[] Losses { get; }

    public byte[] Correct { get; }

    /// <summary>Squared norm of each block of gradients.</summary>
    public double[] BlockNorms { get; }
}
