using DeepVision.Generated;

namespace Digits;

/// <summary>The optimizers by the words of the command line, each with its usual options.</summary>
internal static class OptimizerChoice
{
    /// <summary>The word that is meant if none is given.</summary>
    public const string Standard = "adam";

    private static readonly Dictionary<string, Func<LearningRateSchedule?, Optimizer>> s_choices = new(StringComparer.Ordinal)
    {
        ["adadelta"] = rate => new Adadelta(rate),
        ["adagrad"] = rate => new Adagrad(rate),
        ["adam"] = rate => new Adam(rate),
        ["adamax"] = rate => new Adamax(rate),
        ["adamw"] = rate => new AdamW(rate),
        ["amsgrad"] = rate => new Adam(rate, amsGrad: true),
        ["lion"] = rate => new Lion(rate),
        ["momentum"] = rate => new SGD(rate, momentum: 0.9),
        ["nadam"] = rate => new NAdam(rate),
        ["nesterov"] = rate => new SGD(rate, momentum: 0.9, nesterov: true),
        ["radam"] = rate => new RAdam(rate),
        ["rmsprop"] = rate => new RMSprop(rate),
        ["sgd"] = rate => new SGD(rate),
    };

    /// <summary>All words, for help and messages.</summary>
    public static string Words { get; } = string.Join(", ", s_choices.Keys.Order(StringComparer.Ordinal));

    /// <summary>Whether a word stands for an optimizer.</summary>
    public static bool IsKnown(string word) => s_choices.ContainsKey(word);

    /// <summary>The optimizer that a word stands for.</summary>
    /// <param name="word">One of <see cref="Words"/>.</param>
    /// <param name="learningRate">Its learning rate; null for the one that it has without being told.</param>
    public static Optimizer Create(string word, float? learningRate) =>
        s_choices[word](learningRate is { } rate ? (LearningRateSchedule)rate : null);
}
