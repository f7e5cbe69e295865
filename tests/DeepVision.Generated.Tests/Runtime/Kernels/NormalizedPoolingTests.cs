using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

/// <summary>Poolings that normalise what they read, and the way back through both, give what the kernels of each do one behind the other, to the bit.</summary>
public class NormalizedPoolingTests
{
    private const int Count = 3;

    // Channels, height, width, height and width of the window, vertical and horizontal stride, padding above and on the left, below and on the right.
    public static TheoryData<int, int, int, int, int, int, int, int, int> Shapes => new()
    {
        { 64, 12, 12, 3, 3, 2, 2, 1, 1 },
        { 48, 15, 17, 3, 3, 2, 2, 0, 0 },
        { 19, 14, 11, 3, 3, 2, 2, 1, 0 },
        { 16, 9, 13, 3, 3, 2, 2, 0, 1 },
        { 32, 9, 10, 3, 3, 1, 1, 1, 1 },
        { 32, 16, 14, 2, 2, 2, 2, 0, 0 },
        { 64, 13, 9, 2, 2, 2, 2, 0, 1 },
        { 21, 11, 9, 3, 3, 3, 3, 0, 0 },
        { 16, 12, 8, 4, 3, 2, 2, 1, 0 },
        { 16, 8, 9, 3, 2, 1, 1, 1, 1 },
        { 512, 7, 7, 3, 3, 2, 2, 1, 1 },
        { 64, 3, 3, 2, 2, 2, 2, 0, 1 },
        { 16, 1, 2, 3, 3, 2, 2, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_value_is_that_of_both_kernels(int channels, int height, int width, int windowHeight, int windowWidth, int verticalStride, int horizontalStride, int before, int after)
    {
        Check<TileIdentity>(1f);
        Check<TileReLU>(0f);
        Check<TileLeakyReLU>(0.25f);
        Check<TileReLU6>(0f);

        void Check<TActivation>(float slope)
            where TActivation : struct, ITileActivation
        {
            PoolingGeometry geometry = new(
                height, width, (height + before + after - windowHeight) / verticalStride + 1, (width + before + after - windowWidth) / horizontalStride + 1,
                windowHeight, windowWidth, verticalStride, horizontalStride, before, before, after, after, CountPadding: false);
            Case values = new(geometry, channels, slope);
            values.CheckForward<TActivation>();
            values.CheckGradients<TActivation>();
        }
    }

    private sealed class Case
    {
        private readonly PoolingGeometry _geometry;
        private readonly float _slope;
        private readonly int _outputs;
        private readonly Activations _x;
        private readonly Activations _y;
        private readonly byte[] _codes;
        private readonly Activations _mean;
        private readonly Activations _inverseDeviation;
        private readonly Activations _scale;
        private readonly Activations _shift;

        public Case(PoolingGeometry geometry, int channels, float slope)
        {
            (_geometry, _slope, _outputs) = (geometry, slope, geometry.OutputHeight * geometry.OutputWidth);
            _x = Activations.Random(1, Count, geometry.InputHeight * geometry.InputWidth, channels);
            _y = Activations.Dirty(Count, _outputs, channels);
            _codes = new byte[_y.Length];
            (_mean, _inverseDeviation) = (Activations.Random(2, 1, 1, channels), Activations.Random(3, 1, 1, channels, 0.5f, 2f));
            (_scale, _shift) = (Activations.Random(4, 1, 1, channels), Activations.Random(5, 1, 1, channels));
            // Equal values, and one that is no number.
            for (int i = 0; i < _x.Length; i++)
                _x.Data[i] = MathF.Round(_x.Data[i] * 4) / 4;
            _x[1, _x.Pixels / 2, channels / 2] = float.NaN;
        }

        private NormalizedSource Normalization => new(ref _mean.Data[0], ref _inverseDeviation.Data[0], ref _scale.Data[0], ref _shift.Data[0], _slope);

        public void CheckForward<TActivation>()
            where TActivation : struct, ITileActivation
        {
            Activations normalized = Activations.Dirty(Count, _x.Pixels, _x.Channels), expected = Activations.Dirty(Count, _outputs, _x.Channels);
            var expectedCodes = new byte[expected.Length];
            BatchNormKernels.Normalize<TActivation>(
                ref _x.Data[0], ref normalized.Data[0], ref _mean.Data[0], ref _inverseDeviation.Data[0], ref _scale.Data[0], ref _shift.Data[0], Count * _x.Pixels, _x.Stride, _slope);
            PoolingKernels.MaxForward(_geometry, ref normalized.Data[0], ref expected.Data[0], ref expectedCodes[0], Count, _x.Stride);
            NormalizedPooling.MaxForward<TActivation>(_geometry, ref _x.Data[0], Normalization, ref _y.Data[0], ref _codes[0], Count, _x.Stride);
            Compare.Same(expected.Span, _y.Span);
            Assert.Equal(expectedCodes, _codes);
        }

        public void CheckGradients<TActivation>()
            where TActivation : struct, ITileActivation
        {
            // Behind what is no number nobody says which one follows.
            _x[1, _x.Pixels / 2, _x.Channels / 2] = 0.5f;
            Activations gradient = Activations.Random(6, Count, _outputs, _x.Channels), dy = Activations.Dirty(Count, _x.Pixels, _x.Channels);
            PoolingKernels.MaxBackward(_geometry, ref gradient.Data[0], ref _codes[0], ref dy.Data[0], Count, _x.Stride);
            Activations sums = Activations.Dirty(1, 2, _x.Channels), expected = Activations.Dirty(Count, _x.Pixels, _x.Channels);
            BatchNormKernels.GradientSums<TActivation>(
                ref _x.Data[0], ref dy.Data[0], _slope, ref _mean.Data[0], ref _inverseDeviation.Data[0], ref _scale.Data[0], ref _shift.Data[0], Count * _x.Pixels, _x.Stride, ref sums.Data[0]);
            BatchNormKernels.InputGradient<TActivation>(
                ref _x.Data[0], ref dy.Data[0], _slope, ref expected.Data[0], ref _mean.Data[0], ref _inverseDeviation.Data[0], ref _scale.Data[0], ref _shift.Data[0],
                ref sums.Data[_x.Stride], ref sums.Data[0], Count * _x.Pixels, Count * _x.Pixels, _x.Stride);

            int fewest = 2 * _geometry.WindowHeight + Math.Max(16, 4096 / _x.Stride) / _geometry.InputWidth + 1;
            foreach (int bandRows in new[] { Whole(fewest), Whole(fewest + 5), Whole(Count * _geometry.InputHeight + fewest) })
            {
                var rows = new float[bandRows * _geometry.InputWidth * _x.Stride];
                // All samples at once, and one after the other.
                foreach (int step in new[] { Count, 1 })
                {
                    Activations parts = Activations.Dirty(1, 2, _x.Channels);
                    for (int n = 0; n < Count; n += step)
                    {
                        NormalizedPooling.GradientSums<TActivation>(
                            _geometry, ref _x.From(n), ref gradient.From(n), ref _codes[n * _outputs * _x.Stride], Normalization, ref rows[0], bandRows, step, _x.Stride,
                            ref parts.Data[0], before: n * _x.Pixels, whole: Count * _x.Pixels);
                    }

                    Compare.Same(sums.Span, parts.Span);
                }

                Activations dx = Activations.Dirty(Count, _x.Pixels, _x.Channels);
                NormalizedPooling.InputGradient<TActivation>(
                    _geometry, ref _x.Data[0], ref gradient.Data[0], ref _codes[0], Normalization, ref rows[0], bandRows, ref dx.Data[0],
                    ref sums.Data[_x.Stride], ref sums.Data[0], Count * _x.Pixels, Count, _x.Stride);
                Compare.Same(expected.Span, dx.Span);
            }
        }

        /// <summary>Rows of whole windows.</summary>
        private int Whole(int rows) => (rows + _geometry.WindowHeight - 1) / _geometry.WindowHeight * _geometry.WindowHeight;
    }
}
