using System.Text;
using DeepVision.Generated;

namespace Sequences;

/// <summary>Learns a text character by character, and writes another one like it.</summary>
internal static class CharacterModel
{
    private const int Epochs = 30;

    /// <summary>Characters in front of what is written.</summary>
    private const string Beginning = "\n## ";

    /// <param name="text">What it learns from, but for the last tenth, which tells how well it foretells.</param>
    public static void Run(string text)
    {
        int cut = text.Length / 10 * 9;
        Alphabet alphabet = new(text[..cut]);
        (byte[] train, byte[] test) = (alphabet.Encode(text[..cut]), alphabet.Encode(text[cut..]));
        if (test.Length < 2 * TextPieces.Steps)
            throw new InvalidDataException(FormattableString.Invariant($"A text of {text.Length:N0} characters is too short to learn from."));

        using CharacterNet network = new(seed: 1);
        Console.WriteLine(FormattableString.Invariant($"{train.Length:N0} characters to learn from, {test.Length:N0} held back; {CharacterNet.ParameterCount:N0} parameters"));
        network.Train(
            new TextPieces(train),
            new TrainingOptions { Epochs = Epochs, BatchSize = 16, Optimizer = new Adam(new CosineSchedule(4e-3f)), ClipNorm = 1, Seed = 1 },
            new EpochLines());

        Console.WriteLine("Bits for a character of what was held back:");
        foreach (int length in (int[])[0, 1, 2, 3, 4, 5, 6])
            Console.WriteLine(FormattableString.Invariant($"  {BitsOf(length, train, test):0.000}  counts of what follows {length} characters"));
        Console.WriteLine(FormattableString.Invariant($"  {BitsOf(network, test):0.000}  the network"));
        foreach (double temperature in (double[])[0.4, 0.7, 1])
        {
            Console.WriteLine(FormattableString.Invariant($"\nWritten at temperature {temperature}:"));
            Console.WriteLine(Write(network, alphabet, temperature, count: 600, seed: 1));
        }
    }

    private static double BitsOf(int length, byte[] train, byte[] test)
    {
        ContextCounts counts = new(length);
        counts.Learn(train);
        return Enumerable.Range(1, test.Length - 1).Average(at => -Math.Log2(counts.ProbabilityOf(test[at], test.AsSpan(0, at))));
    }

    private static double BitsOf(CharacterNet network, byte[] test)
    {
        SequenceState state = network.CreateState();
        float[] probabilities = new float[Alphabet.Size];
        double bits = 0;
        for (int at = 1; at < test.Length; at++)
        {
            network.Next(state, [test[at - 1]], probabilities);
            bits -= Math.Log2(probabilities[test[at]]);
        }

        return bits / (test.Length - 1);
    }

    /// <summary>Writes by drawing each character from what the network expects next, and letting it read that.</summary>
    /// <param name="network">The network.</param>
    /// <param name="alphabet">Its characters.</param>
    /// <param name="temperature">1 draws by the network's probabilities, less prefers the likely ones.</param>
    /// <param name="count">Characters to write.</param>
    /// <param name="seed">Fixes what is drawn.</param>
    private static string Write(CharacterNet network, Alphabet alphabet, double temperature, int count, int seed)
    {
        Random random = new(seed);
        SequenceState state = network.CreateState();
        float[] probabilities = new float[Alphabet.Size];
        foreach (byte character in alphabet.Encode(Beginning))
            network.Next(state, [character], probabilities);
        StringBuilder written = new(Beginning.TrimStart());
        while (written.Length < count)
        {
            byte next = Draw(probabilities, temperature, random);
            written.Append(alphabet[next]);
            network.Next(state, [next], probabilities);
        }

        return written.ToString();
    }

    private static byte Draw(float[] probabilities, double temperature, Random random)
    {
        double[] weights = [.. probabilities.Select(probability => Math.Pow(probability, 1 / temperature))];
        double left = random.NextDouble() * weights.Sum();
        int number = 0;
        while (number < weights.Length - 1 && (left -= weights[number]) > 0)
            number++;
        return (byte)number;
    }
}
