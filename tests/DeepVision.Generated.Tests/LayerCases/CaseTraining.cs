using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>A few training steps on random batches of changing size, through the class's own TrainStep.</summary>
internal static class CaseTraining
{
    private static readonly int[] s_batchSizes = [19, 19, 4, 33];

    /// <summary>
    /// Takes <paramref name="count"/> steps. The number of steps taken before fixes the batches, so that a run can be taken
    /// up where another one ended.
    /// </summary>
    /// <returns>The loss of each step.</returns>
    public static float[] Run(LayerCase layerCase, Network network, Optimizer optimizer, int seed, int count)
    {
        ReferenceNetwork reference = layerCase.CreateReference();
        Func<Batch, Optimizer, StepResult> trainStep = layerCase.TrainStep(network);
        float[] losses = new float[count];
        for (int i = 0; i < count; i++)
        {
            int step = (int)network.StepsTaken;
            Batch batch = CaseData.Draw(reference, s_batchSizes[step % s_batchSizes.Length], capacity: 33, seed + step);
            losses[i] = trainStep(batch, optimizer).Loss;
        }

        return losses;
    }

    /// <summary>All gradients, tensor after tensor, in logical order.</summary>
    public static float[] Gradients(Network network) =>
        [.. network.Architecture.Parameters.Where(tensor => tensor.IsTrainable).SelectMany(tensor => network.GetGradient(tensor.Name))];
}
