namespace DeepVision.Generated.Tests.Lifetimes;

/// <summary>Calls a method before each sample that is read.</summary>
internal sealed class CallingDataset(Dataset data, Action<int> call) : Dataset
{
    public override int Count => data.Count;

    public override TensorShape InputShape => data.InputShape;

    public override int ClassCount => data.ClassCount;

    public override void CopyInput(int index, Span<float> destination)
    {
        call(index);
        data.CopyInput(index, destination);
    }

    public override int GetLabel(int index) => data.GetLabel(index);
}
