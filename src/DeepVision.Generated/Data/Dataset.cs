namespace DeepVision.Generated;

/// <summary>
/// Samples to train, evaluate or predict with: inputs, and for each a class label or a target (or neither).
/// Derive from it to feed data of your own. Members may be called on several threads, at the same time where samples are
/// loaded ahead (<see cref="LoadsSlowly"/>, <see cref="TrainingOptions.LoadingThreads"/>), so reading must not change anything.
/// </summary>
public abstract class Dataset
{
    /// <summary>Number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>Shape of one input.</summary>
    public abstract TensorShape InputShape { get; }

    /// <summary>Number of classes; labels are 0 to <c>ClassCount - 1</c>. 0 without labels.</summary>
    public virtual int ClassCount => 0;

    /// <summary>
    /// Shape of one label map: (height, width, 1) where every pixel has a label, (steps, 1) where every step of a sequence has one; null where a sample has
    /// one label or none.
    /// </summary>
    public virtual TensorShape? LabelMapShape => null;

    /// <summary>Values of one target; 0 without targets.</summary>
    public virtual int TargetLength => 0;

    /// <summary>
    /// The inputs of every sample beside its own one, by their names: what networks read that are declared with
    /// <c>[Input("tokens", 12)]</c>. <see cref="WithInput(string, TensorShape, float[])"/> adds one.
    /// </summary>
    public virtual IReadOnlyList<InputInfo> FurtherInputs => [];

    /// <summary>
    /// The labels and targets of every sample that have a name: what each of several heads of a network learns from.
    /// <see cref="WithLabels"/> and <see cref="WithTargets"/> add some.
    /// </summary>
    public virtual IReadOnlyList<AnswerInfo> NamedAnswers => [];

    /// <summary>
    /// Whether reading an input takes so long that training and evaluations should read ahead on threads of their own: a file to
    /// open, a picture to decode. False by default.
    /// </summary>
    public virtual bool LoadsSlowly => false;

    /// <summary>
    /// Copies one input in the order (height, width, channels). Data kept as bytes is scaled to 0..1, everything else
    /// is copied as it is.
    /// </summary>
    /// <param name="index">Which sample, from 0.</param>
    /// <param name="destination">Takes <c>InputShape.Length</c> values; the rest is left as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the data set.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public abstract void CopyInput(int index, Span<float> destination);

    /// <summary>The class of one sample, from 0.</summary>
    /// <exception cref="NotSupportedException">The data set has no labels, or one for each pixel.</exception>
    public virtual int GetLabel(int index) =>
        throw new NotSupportedException("This data set has no labels. Give labels to its constructor, or use a network whose loss takes targets.");

    /// <summary>Copies the labels of one sample: one for each pixel in the order (row, column) where the data set has label maps, else its class alone.</summary>
    /// <param name="index">Which sample, from 0.</param>
    /// <param name="destination">Takes as many labels as a label map has pixels, or one.</param>
    /// <exception cref="NotSupportedException">The data set has no labels.</exception>
    public virtual void CopyLabels(int index, Span<int> destination) => destination[0] = GetLabel(index);

    /// <summary>Copies the target of one sample.</summary>
    /// <param name="index">Which sample, from 0.</param>
    /// <param name="destination">Takes <see cref="TargetLength"/> values.</param>
    /// <exception cref="NotSupportedException">The data set has no targets.</exception>
    public virtual void CopyTarget(int index, Span<float> destination) =>
        throw new NotSupportedException("This data set has no targets. Give targets to its constructor, or use a network whose loss takes labels.");

    /// <summary>Copies one of the <see cref="FurtherInputs"/> of a sample.</summary>
    /// <param name="name">Which input.</param>
    /// <param name="index">Which sample, from 0.</param>
    /// <param name="destination">Takes as many values as its shape has; the rest is left as it is.</param>
    /// <exception cref="ArgumentException">There is no such input, or <paramref name="destination"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the data set.</exception>
    public virtual void CopyInput(string name, int index, Span<float> destination) =>
        throw new ArgumentException($"This data set has no input \"{name}\". {nameof(WithInput)} adds one.", nameof(name));

    /// <summary>One of the <see cref="NamedAnswers"/> of a sample, where they are labels: its class from 0.</summary>
    /// <param name="name">Which labels.</param>
    /// <param name="index">Which sample, from 0.</param>
    /// <exception cref="ArgumentException">There are no labels of this name.</exception>
    public virtual int GetLabel(string name, int index) =>
        throw new ArgumentException($"This data set has no labels \"{name}\". {nameof(WithLabels)} adds some.", nameof(name));

    /// <summary>Copies one of the <see cref="NamedAnswers"/> of a sample, where they are targets.</summary>
    /// <param name="name">Which targets.</param>
    /// <param name="index">Which sample, from 0.</param>
    /// <param name="destination">Takes as many values as <see cref="AnswerInfo.TargetLength"/> says.</param>
    /// <exception cref="ArgumentException">There are no targets of this name.</exception>
    public virtual void CopyTarget(string name, int index, Span<float> destination) =>
        throw new ArgumentException($"This data set has no targets \"{name}\". {nameof(WithTargets)} adds some.", nameof(name));

    /// <summary>The same samples with a further input. Copies nothing.</summary>
    /// <param name="name">What the network calls it: the name in <c>[Input("tokens", 12)]</c>.</param>
    /// <param name="shape">Shape of one sample's.</param>
    /// <param name="values">The values of all samples in the order of this data set, one sample after the other; used as they are, and must not change afterwards.</param>
    /// <exception cref="ArgumentException">The values are not as many as the samples need, or there is an input of this name.</exception>
    public Dataset WithInput(string name, TensorShape shape, float[] values)
    {
        DatasetChecks.NewInput(this, name);
        ArgumentNullException.ThrowIfNull(values);
        DatasetChecks.Values(values.LongLength, Count, shape.Length, name, nameof(values));
        return new DatasetWithValues(this, new InputInfo(name, shape), values);
    }

    /// <summary>The same samples with a further input, which is the own input of another data set. Copies nothing.</summary>
    /// <param name="name">What the network calls it: the name in <c>[Input("map", 8, 8, 2)]</c>.</param>
    /// <param name="inputs">As many samples as this data set, in the same order. Only their inputs are used.</param>
    /// <exception cref="ArgumentException">The samples are not as many, or there is an input of this name.</exception>
    public Dataset WithInput(string name, Dataset inputs)
    {
        DatasetChecks.NewInput(this, name);
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count != Count)
            throw new ArgumentException(FormattableString.Invariant($"The data set has {Quantity.Of(Count, "sample")}, but the input \"{name}\" has {inputs.Count}."), nameof(inputs));
        return new DatasetWithInput(this, new InputInfo(name, inputs.InputShape), inputs);
    }

    /// <summary>The same samples with a label each for one of several heads. Copies nothing.</summary>
    /// <param name="name">The head that learns from them, <c>Name = "Digit"</c> on its loss.</param>
    /// <param name="labels">The class of each sample, from 0; used as they are, and must not change afterwards.</param>
    /// <param name="classCount">Number of classes; by default the largest label plus one.</param>
    /// <exception cref="ArgumentException">The labels are not as many as the samples, one is out of range, or there are labels or targets of this name.</exception>
    public Dataset WithLabels(string name, int[] labels, int? classCount = null)
    {
        DatasetChecks.NewAnswers(this, name);
        ArgumentNullException.ThrowIfNull(labels);
        return new DatasetWithLabels(this, new AnswerInfo(name, DatasetChecks.ClassCount(labels, Count, classCount), 0), labels);
    }

    /// <summary>The same samples with a target each for one of several heads. Copies nothing.</summary>
    /// <param name="name">The head that learns from them, <c>Name = "Box"</c> on its loss.</param>
    /// <param name="targets">The targets of all samples, one after the other; used as they are, and must not change afterwards.</param>
    /// <param name="targetLength">Values of one target.</param>
    /// <exception cref="ArgumentException">The values are not as many as the samples need, or there are labels or targets of this name.</exception>
    public Dataset WithTargets(string name, float[] targets, int targetLength = 1)
    {
        DatasetChecks.NewAnswers(this, name);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetLength, 1);
        DatasetChecks.Values(targets.LongLength, Count, targetLength, name, nameof(targets));
        return new DatasetWithTargets(this, new AnswerInfo(name, 0, targetLength), targets);
    }

    /// <summary>
    /// The data set as an epoch of a training sees it. Training asks for it when an epoch begins; who evaluates or predicts reads the
    /// data set itself. By default it is the same in every epoch; that of an <see cref="Augmented"/> data set and of its views isn't. Override
    /// it for samples that change, as a function of the epoch alone, so that a training that is resumed sees what it would have seen.
    /// </summary>
    /// <param name="epoch">Epochs finished before, 0 or more.</param>
    /// <returns>A data set of as many samples with the same shapes, in the same order.</returns>
    public virtual Dataset InEpoch(int epoch) => this;

    /// <summary>
    /// The same samples with pictures that an augmentation changes anew in every epoch of a training. Nothing is kept: each picture is
    /// made when it is read, from numbers that depend on the seed, the epoch and the number of the sample in this data set alone. So all
    /// trainings with this seed see the same pictures, resumed or not, on any number of threads and any processor.
    /// </summary>
    /// <remarks>
    /// Read outside a training (by Evaluate, Predict, or as <see cref="TrainingOptions.Validation"/>) it has the pictures of the first epoch. So
    /// validate with data that only goes through the steps that draw nothing, such as CenterCrop and Normalize. Label maps move with the
    /// pixels, by the nearest pixel. Mixup and CutMix make the labels soft: the data set then has targets of one value for each class, and no
    /// labels. They take the second picture from this data set; split or shorten it before it is augmented, not after.
    /// </remarks>
    /// <param name="augmentation">What happens to each picture, for example <c>Augment.RandomFlip().RandomCrop(28, pad: 4)</c>.</param>
    /// <param name="seed">Fixes what is drawn.</param>
    /// <exception cref="ArgumentException">An operation can't work on such pictures or such labels; the message says which and why.</exception>
    public Dataset Augmented(Augmentation augmentation, int seed = 0) => new AugmentedDataset(this, augmentation, seed, 0);

    /// <summary>
    /// The samples with the given numbers, in their order; one may come several times. Nothing is copied: the view reads
    /// this data set, and its classes are the same.
    /// </summary>
    /// <param name="indices">Numbers of samples, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside the data set.</exception>
    public virtual Dataset Subset(ReadOnlySpan<int> indices) => new DatasetView(this, Selection.Check(indices, Count));

    /// <summary>The first <paramref name="count"/> samples, or all if there are fewer. Copies nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public virtual Dataset Take(int count) => Subset(Selection.Take(count, Count));

    /// <summary>The samples of a range, for example <c>Take(100..200)</c> or <c>Take(^50..)</c>. Copies nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the data set.</exception>
    public virtual Dataset Take(Range range) => Subset(Selection.Take(range, Count));

    /// <summary>All samples but the first <paramref name="count"/>; none if there are fewer. Copies nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public virtual Dataset Skip(int count) => Subset(Selection.Skip(count, Count));

    /// <summary>
    /// All samples in another order, which depends on the seed and the number of samples alone and is the same on every
    /// platform. Copies nothing. (Training changes the order by itself: <see cref="TrainingOptions.Shuffle"/>.)
    /// </summary>
    /// <param name="seed">Fixes the order.</param>
    public virtual Dataset Shuffle(int seed) => Subset(Selection.Shuffle(seed, Count));

    /// <summary>
    /// Parts the data set at random in two, such as one to train and one to validate with. Of labelled data each class is
    /// parted in the same proportion, to the nearest sample (stratified); the first part has
    /// <paramref name="fraction"/> × <see cref="Count"/> samples, rounded. Both parts keep the order of the samples. Who
    /// comes where depends on the labels, the fraction and the seed alone and is the same on every platform. Copies nothing.
    /// </summary>
    /// <param name="fraction">Share of the first part, above 0 and below 1; rounded to seven digits.</param>
    /// <param name="seed">Fixes who comes where.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is out of range, or leaves a part without a sample.</exception>
    public (Dataset First, Dataset Second) Split(double fraction, int seed = 0)
    {
        (int[] first, int[] second) = StratifiedSplit.Part(this, fraction, seed);
        return (Subset(first), Subset(second));
    }

    /// <summary>Values that a loss with targets can take of each sample: labels 0 and 1 count as targets of one value.</summary>
    internal int AnswerLength => TargetLength > 0 ? TargetLength : LabelMapShape is null && ClassCount is 1 or 2 ? 1 : 0;

    /// <summary>Labels of each sample.</summary>
    internal int LabelLength => LabelMapShape?.Length ?? 1;

    /// <summary>Whether a label of each sample can stand for a target with a value for each class, as one-hot.</summary>
    internal bool HasOneHot(int classes) => TargetLength == 0 && LabelMapShape is null && ClassCount > 0 && ClassCount <= classes;

    /// <summary>Copies the target of one sample, or its label: as a number or, where there is room for more, as one-hot.</summary>
    internal void CopyAnswer(int index, Span<float> destination)
    {
        if (TargetLength > 0)
            CopyTarget(index, destination);
        else
            CopyLabel(GetLabel(index), index, destination);
    }

    /// <summary>What a head learns from: the answers of its name or, for the first head, the data set's own; null if there are none.</summary>
    internal AnswerInfo? FindAnswers(HeadInfo head, int number) =>
        FindNamed(head.Name)
        ?? (number == 0 && LabelMapShape is null == (head.Kind != HeadKind.Segmentation) && (ClassCount > 0 || TargetLength > 0) ? new AnswerInfo("", ClassCount, TargetLength) : null);

    /// <summary>A label of this name, or the data set's own for an empty one.</summary>
    internal int LabelOf(string name, int index) => name.Length == 0 ? GetLabel(index) : GetLabel(name, index);

    /// <summary>Copies the target of this name, or its label as <see cref="CopyAnswer(int, Span{float})"/> does; for an empty name the data set's own.</summary>
    internal void CopyAnswer(string name, int index, Span<float> destination)
    {
        if (name.Length == 0)
            CopyAnswer(index, destination);
        else if (FindNamed(name)!.TargetLength > 0)
            CopyTarget(name, index, destination);
        else
            CopyLabel(GetLabel(name, index), index, destination);
    }

    private static void CopyLabel(int label, int index, Span<float> destination)
    {
        if (destination.Length == 1)
        {
            destination[0] = label;
            return;
        }

        if ((uint)label >= (uint)destination.Length)
            throw new ArgumentException(FormattableString.Invariant($"Sample {index} of the data set has the label {label}, but there are {Quantity.OfClasses(destination.Length)}, numbered 0 to {destination.Length - 1}."));
        destination.Clear();
        destination[label] = 1;
    }

    private AnswerInfo? FindNamed(string name)
    {
        IReadOnlyList<AnswerInfo> answers = NamedAnswers;
        for (int i = 0; i < answers.Count; i++)
        {
            if (answers[i].Name == name)
                return answers[i];
        }

        return null;
    }

    private protected static void CheckIndex(int index, int count)
    {
        if ((uint)index >= (uint)count)
            throw new ArgumentOutOfRangeException(nameof(index), index, FormattableString.Invariant($"The data set has {Quantity.Of(count, "sample")}, numbered from 0."));
    }

    private protected static void CheckDestination(int length, int needed)
    {
        if (length < needed)
            throw new ArgumentException(FormattableString.Invariant($"One sample has {Quantity.Of(needed, "value")}, but there is room for {length}."), "destination");
    }
}

/// <summary>Labels or targets that have a name.</summary>
/// <param name="Name">The head that learns from them.</param>
/// <param name="ClassCount">Number of classes; labels are 0 to <c>ClassCount - 1</c>. 0 for targets.</param>
/// <param name="TargetLength">Values of one target; 0 for labels.</param>
public sealed record AnswerInfo(string Name, int ClassCount, int TargetLength)
{
    /// <summary>Values that a loss with targets can take: labels 0 and 1 count as targets of one value.</summary>
    internal int AnswerLength => TargetLength > 0 ? TargetLength : ClassCount is 1 or 2 ? 1 : 0;
}
