using System.Globalization;
using System.Text.RegularExpressions;

namespace DeepVision.Generated.Ilgpu.Ptx.Tests.Sass;

/// <summary>Finds the loop where a kernel spends its time in what cuobjdump prints.</summary>
internal static partial class HotLoop
{
    /// <summary>The opcodes of the loop, the range of a jump backwards, that has the most multiply-adds.</summary>
    public static IReadOnlyList<string> Find(string sass)
    {
        List<(int Address, string Code, string Operands)> instructions =
        [
            .. InstructionPattern().Matches(sass).Select(match =>
                (int.Parse(match.Groups["address"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture), match.Groups["code"].Value, match.Groups["operands"].Value)),
        ];
        IReadOnlyList<string> best = [];
        int most = 0;
        foreach ((int address, string code, string operands) in instructions)
        {
            if (!code.StartsWith("BRA", StringComparison.Ordinal) || TargetPattern().Match(operands) is not { Success: true } match)
                continue;
            int target = int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (target >= address)
                continue;
            string[] body = [.. instructions.Where(other => other.Address >= target && other.Address <= address).Select(other => other.Code)];
            int count = body.Count(MultipliesAndAdds);
            if (count > most)
                (best, most) = (body, count);
        }

        return best;
    }

    public static bool MultipliesAndAdds(string code) => code.StartsWith("FFMA", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s+/\*(?<address>[0-9a-f]{4,5})\*/\s+(?:\{ )?(?:@!?U?P\w+\s+)?(?<code>[A-Z][A-Z0-9_.]*)(?<operands>[^;]*);", RegexOptions.Multiline)]
    private static partial Regex InstructionPattern();

    [GeneratedRegex(@"0x([0-9a-f]+)")]
    private static partial Regex TargetPattern();
}
