namespace DeepVision.Generated;

/// <summary>Overwrites a rectangle of a picture (Zhong et al. 2017), drawn as torchvision does.</summary>
/// <param name="probability">How often.</param>
/// <param name="area">Share of the picture.</param>
/// <param name="ratio">Height by width.</param>
/// <param name="value">What is written; null for normal numbers.</param>
internal sealed class ErasingOperation(double probability, (double Minimum, double Maximum) area, (double Minimum, double Maximum) ratio, float? value) : PictureOperation
{
    private const int Tries = 10;
    private readonly double _probability = OptionCheck.Probability(probability);
    private readonly RandomRectangle _rectangle = new(area, ratio);

    public override TensorShape GetOutputShape(TensorShape input) => ShapeCheck.Picture(input, nameof(Augmentation.RandomErasing));

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        if (!draws.NextBoolean(_probability))
            return;
        TensorShape shape = picture.Shape;
        for (int i = 0; i < Tries; i++)
        {
            (int height, int width) = _rectangle.Draw(shape.Height, shape.Width, ref draws);
            if (height >= shape.Height || width >= shape.Width)
                continue;
            int top = draws.NextIndex(shape.Height - height + 1), left = draws.NextIndex(shape.Width - width + 1);
            for (int y = top; y < top + height; y++)
            {
                Span<float> row = picture.Values.Slice((y * shape.Width + left) * shape.Channels, width * shape.Channels);
                if (value is float constant)
                    row.Fill(constant);
                else
                    draws.FillNormal(row);
            }

            return;
        }
    }
}
