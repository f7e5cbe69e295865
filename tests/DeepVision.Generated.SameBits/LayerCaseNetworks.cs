using System.Reflection;
using DeepVision.Generated.LayerCases;

namespace DeepVision.Generated.SameBits;

/// <summary>The layer cases of the tests as networks to train. They are found by reflection, so programs made by NativeAOT go without.</summary>
internal static class LayerCaseNetworks
{
    public static IEnumerable<TrainedNetwork> All => typeof(Conv3x3).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Conv3x3).Namespace && type.IsSubclassOf(typeof(Network)))
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => TrainedNetwork.Of(
            "case." + type.Name,
            seed => (Network)type.GetConstructor([typeof(int), typeof(Device)])!.Invoke(BindingFlags.DoNotWrapExceptions, null, [seed, null], null),
            network => type.GetMethod("TrainStep", [typeof(Batch), typeof(Optimizer)])!.CreateDelegate<Func<Batch, Optimizer, StepResult>>(network)));
}
