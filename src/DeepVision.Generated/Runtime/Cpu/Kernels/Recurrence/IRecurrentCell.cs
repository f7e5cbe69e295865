namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// One step of a recurrent layer for one sample, without its products. Gates lie one behind the other, each as long as there are units; states,
/// memories and notes are padded to multiples of 16, and their padding stays zero.
/// </summary>
public interface IRecurrentCell
{
    /// <summary>Values for each unit that a step notes for its way back; the memory of a cell that has one is the last of them.</summary>
    static abstract int Notes { get; }

    /// <summary>The state behind a step.</summary>
    /// <param name="units">Values of the state.</param>
    /// <param name="stride">Floats of all gates, padding included.</param>
    /// <param name="projection">What the input gives the gates.</param>
    /// <param name="product">What the state gives the gates.</param>
    /// <param name="state">The state in front of the step; becomes that behind it.</param>
    /// <param name="memory">The memory likewise, in cells that have one.</param>
    /// <param name="notes">Receives what the way back needs, or a null reference.</param>
    static abstract void Forward(int units, int stride, ref float projection, ref float product, ref float state, ref float memory, ref float notes);

    /// <summary>The gradients of a step.</summary>
    /// <param name="units">Values of the state.</param>
    /// <param name="stateGradient">The gradient of the state behind the step.</param>
    /// <param name="memoryGradient">The gradient of the memory behind the step; becomes that of the memory in front of it.</param>
    /// <param name="state">The state in front of the step.</param>
    /// <param name="notes">What the step noted.</param>
    /// <param name="memoryBefore">The memory in front of the step, in cells that have one, or a null reference for zeros.</param>
    /// <param name="passed">Receives what of the gradient passes to the state in front of the step without the gates, in cells of which something does.</param>
    /// <param name="hidden">Receives the gradient of what the state gave the gates.</param>
    /// <param name="target">Receives the gradient of what the input gave them, in cells where it is another one.</param>
    static abstract void Backward(
        int units, ref float stateGradient, ref float memoryGradient, ref float state, ref float notes, ref float memoryBefore, ref float passed, ref float hidden, ref float target);

    /// <summary>Whether something of the gradient passes the gates by.</summary>
    static abstract bool PassesState { get; }

    /// <summary>Whether the gates get other gradients by the input than by the state.</summary>
    static abstract bool HasHiddenGradient { get; }
}
