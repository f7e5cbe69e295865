using System.Text;

namespace DeepVision.Generated.Oracle.Chains;

/// <summary>A network as a list of layers, known here by its mathematics and to the generator by its text alone.</summary>
/// <param name="Number">Which of the chains of a seed.</param>
internal sealed record Chain(int Number, SampleShape Input, bool Winograd, IReadOnlyList<ChainLayer> Layers, ChainLoss Loss)
{
    /// <summary>The class's name.</summary>
    public string Name => $"Chain{Number}";

    public SampleShape Output => Layers.Count == 0 ? Input : Layers[^1].Output;

    /// <summary>Whether a batch needs several samples: the values of one have no variance to normalise by.</summary>
    public bool NeedsSeveralSamples => Layers.Any(layer => layer is BatchNormLayer);

    /// <summary>The class as a user would write it.</summary>
    public string Declaration
    {
        get
        {
            StringBuilder text = new();
            string dimensions = Input.Rank switch
            {
                3 => $"{Input.Height}, {Input.Width}, {Input.Channels}",
                2 => $"{Input.Width}, {Input.Channels}",
                _ => $"{Input.Channels}",
            };
            text.AppendLine($"[Network({dimensions}{(Winograd ? "" : ", Winograd = false")})]");
            foreach (ChainLayer layer in Layers)
                text.AppendLine($"[{layer.Text}]");
            text.AppendLine($"[{Loss.Text}]");
            text.AppendLine($"public partial class {Name};");
            return text.ToString();
        }
    }
}
