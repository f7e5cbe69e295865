using DeepVision.Generated.Oracle.Chains;
using DeepVision.Generated.Oracle.Checks;
using TorchSharp;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace DeepVision.Generated.Oracle.Torch;

/// <summary>
/// Weights that libtorch trains for itself in float64, out of gradients that it is given: penalties, clipping by the global norm, and
/// an optimizer with a state of its own.
/// </summary>
internal sealed class TorchTraining : IDisposable
{
    // Where a gradient, its penalties and its decay leave less than this part of themselves, rounding decides about a step of Adam's.
    private const double CancelledPart = 1e-4;

    private readonly TorchNetwork _network;
    private readonly OptimizerPair _pair;
    private readonly float _clip;
    private readonly Parameter[] _parameters;
    private readonly torch.optim.Optimizer? _optimizer;
    private readonly Dictionary<(int Layer, string Role), Tensor> _cancelled;

    /// <param name="start">A network with the weights to begin with.</param>
    /// <param name="clip">The largest norm of all gradients together, 0 for any.</param>
    public TorchTraining(Chain chain, Network start, OptimizerPair pair, float clip)
    {
        (_network, _pair, _clip) = (new TorchNetwork(chain, start, ScalarType.Float64), pair, clip);
        _parameters = [.. _network.Parameters.Select(parameter => parameter.Value)];
        _optimizer = _parameters.Length == 0 ? null : pair.Theirs(_parameters);
        _cancelled = _network.Parameters.ToDictionary(parameter => parameter.Key, parameter => zeros_like(parameter.Value, ScalarType.Bool));
    }

    /// <summary>The weights of a layer.</summary>
    public Tensor this[int layer, string role] => _network[layer, role];

    /// <summary>Which weights had a step about which rounding decided: their gradient, its penalties and its decay cancelled each other.</summary>
    public Tensor Cancelled(int layer, string role) => _cancelled[(layer, role)];

    /// <param name="gradients">By layer and role, neither clipped nor with penalties.</param>
    public void Step(Func<(int Layer, string Role), float[]> gradients)
    {
        if (_optimizer is null)
            return;

        foreach (Parameter parameter in _parameters)
            parameter.grad = null;
        _network.Penalty()?.backward();
        using IDisposable noGradients = no_grad();
        Dictionary<(int Layer, string Role), Tensor> parts = [];
        foreach ((var key, Parameter parameter) in _network.Parameters)
        {
            Tensor gradient = torch.tensor(gradients(key)).to(ScalarType.Float64).reshape(parameter.shape);
            Tensor penalty = parameter.grad ?? zeros_like(parameter);
            parts[key] = gradient.abs() + penalty.abs();
            parameter.grad = gradient + penalty;
        }

        double norm = _clip > 0 ? nn.utils.clip_grad_norm_(_parameters, _clip) : 0;
        double scale = norm > _clip ? _clip / norm : 1;
        foreach ((var key, Parameter parameter) in _network.Parameters)
        {
            Tensor decay = parameter * _pair.CoupledDecay;
            _cancelled[key].logical_or_((parameter.grad! + decay).abs() < (parts[key] * scale + decay.abs()) * CancelledPart);
        }

        _optimizer.step();
    }

    public void Dispose()
    {
        _optimizer?.Dispose();
        _network.Dispose();
        foreach (Tensor tensor in _cancelled.Values)
            tensor.Dispose();
    }
}
