namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>The training loop, in the user's own class so that it can be read and stepped through.</summary>
internal static class TrainingMembers
{
    public static void Write(SourceWriter writer, bool isValid, TypeNames types)
    {
        string parameters = $"{types["Dataset"]} data, {types["TrainingOptions"]}? options = null, "
            + $"{types["IProgress"]}<{types["TrainingProgress"]}>? progress = null, {types["CancellationToken"]} cancellationToken = default";
        writer.Line("/// <summary>Trains on a data set.</summary>");
        writer.Line("/// <param name=\"data\">Samples of the network's input shape with their labels or targets.</param>");
        writer.Line("/// <param name=\"options\">Epochs, batch size, optimizer and the rest; defaults if null.</param>");
        writer.Line("/// <param name=\"progress\">Told about every step and epoch.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Stops between two steps; the network stays usable.</param>");
        writer.Line("/// <returns>Loss and metrics of every epoch.</returns>");
        string train = $"public {types["TrainingHistory"]} Train({parameters})";
        if (isValid)
        {
            using (writer.Block(train))
            {
                writer.Line($"using {types["TrainingRun"]} run = BeginTraining(data, options, progress, cancellationToken);");
                using (writer.Block("while (run.NextEpoch())"))
                {
                    writer.Line("while (run.NextBatch())");
                    writer.Line("    run.Report(TrainStep(run.Batch, run.Optimizer));");
                    writer.Line("run.EndEpoch();");
                }

                writer.Line();
                writer.Line("return run.History;");
            }
        }
        else
            writer.Line(train + " => throw BuildError();");

        writer.Line();
        writer.Line("/// <summary>One step of training, for a loop of one's own: forward, backward, and an update of all weights.</summary>");
        writer.Line("/// <param name=\"batch\">Some samples.</param>");
        writer.Line("/// <param name=\"optimizer\">Updates the weights from their gradients.</param>");
        writer.Line("/// <returns>The batch's mean loss and how many labels were right.</returns>");
        writer.Line($"public {types["StepResult"]} TrainStep({types["Batch"]} batch, {types["Optimizer"]} optimizer) => {(isValid ? "Step(batch, optimizer)" : "throw BuildError()")};");
    }
}
