using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>Lin et al. 2017, mean over batch and values of −α t (1 − p)^γ log p − (1 − α) (1 − t) p^γ log(1 − p) with p = sigmoid(score), whose derivative is p (1 − p).</summary>
internal sealed class BinaryFocalReference(double gamma, double alpha) : ReferenceLoss
{
    public override bool TakesLabels => false;

    public override LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        double loss = 0;
        int count = scores.Values.Length;
        ReferenceTensor gradient = new(scores.Count, scores.Shape);
        for (int i = 0; i < count; i++)
        {
            double p = ActivationReference.Logistic(scores.Values[i]), q = ActivationReference.Logistic(-scores.Values[i]);
            (double yes, double byYes) = Term(p, q);
            (double no, double byNo) = Term(q, p);
            double weightOfYes = alpha * targets[i], weightOfNo = (1 - alpha) * (1 - targets[i]);
            loss += (weightOfYes * yes + weightOfNo * no) / count;
            gradient.Values[i] = (weightOfYes * byYes - weightOfNo * byNo) * p * q / count;
        }

        return new LossValue(loss, 0, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores) => [.. scores.Values.Select(ActivationReference.Logistic)];

    /// <summary>−missing^γ log p and its derivative by p.</summary>
    private (double Value, double Derivative) Term(double p, double missing) =>
        (-Math.Pow(missing, gamma) * Math.Log(p), (gamma == 0 ? 0 : gamma * Math.Pow(missing, gamma - 1) * Math.Log(p)) - Math.Pow(missing, gamma) / p);
}
