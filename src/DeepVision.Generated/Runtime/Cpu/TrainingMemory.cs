namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Everything that training needs beside the parameters; made at the first step, grown by a larger batch.</summary>
internal sealed class TrainingMemory
{
    public TrainingMemory(CpuEnginePlan plan, int trainableLength, int capacity, int workers)
    {
        (Capacity, Workers) = (capacity, workers);
        Activations = new AlignedBuffer<float>((long)plan.BatchFloats * capacity);
        Bytes = new AlignedBuffer<byte>((long)plan.BatchBytes * capacity);
        (ScratchStride, ScratchByteStride) = (plan.ScratchFloats + WorkerGap, plan.ScratchBytes + WorkerGap);
        Scratch = new AlignedBuffer<float>((long)ScratchStride * workers);
        ScratchBytes = new AlignedBuffer<byte>((long)ScratchByteStride * workers);
        LaneGradients = new LaneGradients(plan.LaneGradientFloats, workers);
        LaneSums = new AlignedBuffer<float>((long)plan.LaneSumFloats * LaneTree.Lanes);
        Statistics = new AlignedBuffer<float>(plan.StatisticsFloats);
        Gradients = new AlignedBuffer<float>(trainableLength);
        Losses = new float[capacity];
        AuxiliaryLosses = new float[plan.AuxiliaryHeads][];
        for (int head = 0; head < AuxiliaryLosses.Length; head++)
            AuxiliaryLosses[head] = new float[capacity];
        Correct = new int[capacity];
        int blocks = UpdateBlocks(trainableLength);
        BlockNorms = new double[blocks];
        AreChecked = new bool[blocks];
        BlockFaults = new int[blocks];
        WeightsBefore = new AlignedBuffer<float>((long)GuardedUpdate.Part * workers);
    }

    /// <summary>Parameters that one unit of the update takes, and whose squared gradients are one term of the norm.</summary>
    public const int UpdateBlock = 2048;

    /// <summary>
    /// Elements between the scratch memories of two workers. A processor that sees a kernel walk through memory in large
    /// steps fetches the next few steps in advance: without the gap that is the neighbour's memory, who then waits for each
    /// cache line to come back. The gap is address space only; nobody touches it.
    /// </summary>
    public const int WorkerGap = 128 * 1024;

    /// <summary>Blocks of so many parameters.</summary>
    public static int UpdateBlocks(int length) => (length + UpdateBlock - 1) / UpdateBlock;

    public int Capacity { get; }

    public int Workers { get; }

    public AlignedBuffer<float> Activations { get; }

    public AlignedBuffer<byte> Bytes { get; }

    /// <summary>Floats from one worker's scratch memory to the next one's.</summary>
    public int ScratchStride { get; }

    /// <summary>Bytes from one worker's scratch bytes to the next one's.</summary>
    public int ScratchByteStride { get; }

    public AlignedBuffer<float> Scratch { get; }

    public AlignedBuffer<byte> ScratchBytes { get; }

    public LaneGradients LaneGradients { get; }

    /// <summary>Sums of batch normalisation, of each lane.</summary>
    public AlignedBuffer<float> LaneSums { get; }

    public AlignedBuffer<float> Statistics { get; }

    public AlignedBuffer<float> Gradients { get; }

    public float[] Losses { get; }

    /// <summary>The same for each auxiliary head.</summary>
    public float[][] AuxiliaryLosses { get; }

    /// <summary>Labels of each sample that are met.</summary>
    public int[] Correct { get; }

    /// <summary>Squared norm of each block of gradients, or zero where nobody needs it; not finite if a gradient is not.</summary>
    public double[] BlockNorms { get; }

    /// <summary>Whether the gradients of each block are complete and checked before the update begins.</summary>
    public bool[] AreChecked { get; }

    /// <summary>The first parameter of each block that the update had to leave as it is; -1 if there is none.</summary>
    public int[] BlockFaults { get; }

    /// <summary>Some parameters for each worker: what they were before the update.</summary>
    public AlignedBuffer<float> WeightsBefore { get; }
}
