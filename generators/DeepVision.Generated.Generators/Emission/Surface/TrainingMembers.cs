
namespace DeepVision.Generated.Generators.Emission.Surface;

/// <summary>The training loop, in the user's own class so that it can be read and stepped through.</summary>
internal static class TrainingMembers
{
    public static void WriteTrain(SourceWriter writer, bool isValid)
    {
        const string Parameters = "global::DeepVision.Generated.Dataset data, global::DeepVision.Generated.TrainingOptions? options = null, "
            + "global::System.IProgress<global::DeepVision.Generated.TrainingProgress>? progress = null, global::System.Threading.CancellationToken cancellationToken = default";
        writer.Line();
        writer.Line("/// <summary>Trains on a data set.</summary>");
        writer.Line("/// <param name=\"data\">Samples of the network's input shape with their labels or targets.</param>");
        writer.Line("/// <param name=\"options\">Epochs, batch size, optimizer and the rest; defaults if null.</param>");
        writer.Line("/// <param name=\"progress\">Told about every step and epoch.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Stops between two steps; the network stays usable.</param>");
        writer.Line("/// <returns>Loss and metrics of every epoch.</returns>");
        const string Train = "public global::DeepVision.Generated.TrainingHistory Train(" + Parameters + ")";
        if (!isValid)
        {
            writer.Line(Train + " => throw " + BrokenMembers.Error + ";");
            return;
        }

        using (writer.Block(Train))
        {
            writer.Line("using global::DeepVision.Generated.TrainingRun run = base.BeginTraining(data, options, progress, cancellationToken);");
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

    public static void WriteTrainStep(SourceWriter writer, bool isValid)
    {
        writer.Line();
        writer.Line("/// <summary>One step of training, for a loop of one's own: forward, backward, and an update of all weights.</summary>");
        writer.Line("/// <param name=\"batch\">Some samples.</param>");
        writer.Line("/// <param name=\"optimizer\">Updates the weights from their gradients.</param>");
        writer.Line("/// <returns>The batch's mean loss and how many labels were right.</returns>");
        writer.Line("public global::DeepVision.Generated.Runtime.StepResult TrainStep(global::DeepVision.Generated.Batch batch, global::DeepVision.Generated.Optimizer optimizer) => "
            + (isValid ? "base.Step(batch, optimizer);" : "throw " + BrokenMembers.Error + ";"));
    }
}
