using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the calls of what makes one buffer of several, and of its way back. Library kernels take two operands at a time.</summary>
internal static class JoinCalls
{
    public static IEnumerable<string> Call(JoinKernel kernel, CpuNetwork network, BufferReferences buffers, string sample, string count)
    {
        string target = At(kernel.Writes.First());
        TensorBuffer result = buffers[kernel.Writes.First()];
        string length = MapCalls.Length(result, count);
        switch (kernel)
        {
            case SumKernel { Activation: { FollowsFromSlope: false } activation } sum:
                return [.. Call(sum with { Activation = null }, network, buffers, sample, count), MapCalls.Activation(network, activation, buffers, sum.Target, sum.Target, sample, count)];

            case SumKernel { Derivative: { Activation.FollowsFromSlope: false } derivative } sum:
                return
                [
                    .. Call(sum with { Derivative = null }, network, buffers, sample, count),
                    MapCalls.ActivationGradient(network, derivative.Activation, buffers, derivative.Values, sum.Target, sum.Target, sample, count),
                ];

            case SumKernel sum when sum.Reads.Concat(sum.Writes).Any(id => buffers[id].LiesApart):
                return SumApart(sum);

            case SumKernel sum:
                // What comes behind the sum comes with the last term.
                return Fold(sum.Sources, (first, number) => (number == sum.Sources.Count - 1 ? sum : null) switch
                {
                    { Activation: { } activation } => $"SumKernels.Add({first}, {At(sum.Sources[number])}, {KernelText.Slope(activation)}, {target}, {length});",
                    { Derivative: { } derivative } =>
                        $"SumKernels.AddGradients({first}, {At(sum.Sources[number])}, {At(derivative.Values)}, {KernelText.Slope(derivative.Activation)}, {target}, {length});",
                    _ => $"SumKernels.Add({first}, {At(sum.Sources[number])}, {target}, {length});",
                });

            case MeanKernel { Sources.Count: 1 } mean:
                return [$"SumKernels.Scale({At(mean.Sources[0])}, {CSharpLiteral.Of(mean.Scale)}, {target}, {length});"];

            case MeanKernel mean:
                return Fold(mean.Sources, (first, number) => number == mean.Sources.Count - 1
                    ? $"SumKernels.AddScaled({first}, {At(mean.Sources[number])}, {CSharpLiteral.Of(mean.Scale)}, {target}, {length});"
                    : $"SumKernels.Add({first}, {At(mean.Sources[number])}, {target}, {length});");

            case ProductKernel { Gate: Broadcast.None } product:
                return Fold(product.Sources, (first, number) => $"ProductKernels.Multiply({first}, {At(product.Sources[number])}, {target}, {length});");

            case ProductKernel { Gate: Broadcast.Pixels } product:
                return [$"ProductKernels.MultiplyChannels({At(product.Sources[0])}, {At(product.Sources[1])}, {target}, {count}, {result.Pixels}, {result.PixelStride});"];

            case ProductKernel product:
                return [$"ProductKernels.MultiplyPixels({At(product.Sources[0])}, {At(product.Sources[1])}, {target}, {MapCalls.Pixels(result, count)}, {result.Channels}, {result.PixelStride});"];

            case InnerProductKernel product:
                TensorBuffer factor = buffers[product.First];
                string factors = $"{At(product.First)}, {At(product.Second)}, {target}";
                return [product.Over == Broadcast.Pixels
                    ? $"ProductKernels.SumOverPixels({factors}, {count}, {factor.Pixels}, {factor.PixelStride});"
                    : $"ProductKernels.SumOverChannels({factors}, {MapCalls.Pixels(factor, count)}, {factor.PixelStride});"];

            case MaximumKernel maximum:
                return Fold(maximum.Sources, (first, number) => $"MaximumKernels.Forward({first}, {At(maximum.Sources[number])}, {target}, "
                    + $"{(maximum.Winners == Kernel.None ? "" : $"{At(maximum.Winners)}, {CSharpLiteral.Of(number)}, ")}{length});");

            case MaximumGradientKernel maximum:
                return [$"MaximumKernels.Gradient({At(maximum.Source)}, {At(maximum.Winners)}, {CSharpLiteral.Of(maximum.Input)}, {target}, {length});"];

            case ConcatKernel concat:
                return Concat(concat);

            case SliceKernel slice when buffers.IsPart(slice.Target, slice.Source, slice.FirstChannel):
                return [];

            case SliceKernel slice:
                return [Copy(Offset(slice.Source, slice.FirstChannel), buffers[slice.Source], target, result, result.Channels, zeroesPadding: HasPadding(result))];

            case PlaceChannelsKernel place:
                TensorBuffer part = buffers[place.Source];
                return [$"ConcatKernels.PlaceChannels({At(place.Source)}, {part.PixelStride}, {target}, {result.PixelStride}, {MapCalls.Pixels(result, count)}, {CSharpLiteral.Of(place.FirstChannel)}, {part.Channels});"];

            default:
                throw new InvalidOperationException($"{kernel.GetType().Name} has no call.");
        }

        string At(int id) => "ref " + buffers.At(id, sample);

        string Offset(int id, int channel) => channel == 0 ? At(id) : $"ref Unsafe.Add({At(id)}, {CSharpLiteral.Of(channel)})";

        // The first call takes two operands, each further one the result so far and the next.
        IEnumerable<string> Fold(EquatableArray<int> sources, Func<string, int, string> call) =>
            Enumerable.Range(1, sources.Count - 1).Select(number => call(number == 1 ? At(sources[0]) : target, number));

        // The same where some of them lie among the channels of others.
        IEnumerable<string> SumApart(SumKernel sum)
        {
            string size = $"{MapCalls.Pixels(result, count)}, {result.OwnStride}";
            for (int number = 1; number < sum.Sources.Count; number++)
            {
                bool isLast = number == sum.Sources.Count - 1;
                string terms = $"{WithStride(number == 1 ? sum.Sources[0] : sum.Target)}, {WithStride(sum.Sources[number])}";
                yield return isLast && sum.Derivative is { } derivative
                    ? $"SumKernels.AddGradients({terms}, {WithStride(derivative.Values)}, {KernelText.Slope(derivative.Activation)}, {target}, {size});"
                    : $"SumKernels.Add({terms}, {KernelText.Slope(isLast ? sum.Activation : null)}, {WithStride(sum.Target)}, {size});";
            }
        }

        string WithStride(int id) => $"{At(id)}, {buffers[id].PixelStride}";

        IEnumerable<string> Concat(ConcatKernel concat)
        {
            int channel = 0;
            foreach (int source in concat.Sources)
            {
                if (!buffers.IsPart(source, concat.Target, channel))
                    yield return Copy(At(source), buffers[source], Offset(concat.Target, channel), result, buffers[source].Channels, zeroesPadding: channel == 0 && HasPadding(result));
                channel += buffers[source].Channels;
            }
        }

        string Copy(string source, TensorBuffer from, string to, TensorBuffer into, int channels, bool zeroesPadding) =>
            $"ConcatKernels.CopyChannels({source}, {from.PixelStride}, {to}, {into.PixelStride}, {MapCalls.Pixels(into, count)}, {channels}, {CSharpLiteral.Of(zeroesPadding)});";
    }

    private static bool HasPadding(TensorBuffer buffer) => buffer.OwnStride > buffer.Channels;
}
