namespace Sequences;

/// <summary>The characters of a text as numbers: the most frequent ones, and a last number for all others.</summary>
internal sealed class Alphabet
{
    /// <summary>Numbers that there are.</summary>
    public const int Size = 128;

    private const char Other = '\uFFFD';

    private readonly char[] _characters;
    private readonly Dictionary<char, byte> _numbers = [];

    /// <param name="text">What the characters are taken from.</param>
    public Alphabet(string text)
    {
        _characters = [.. text.CountBy(character => character).OrderByDescending(count => count.Value).ThenBy(count => count.Key).Select(count => count.Key).Take(Size - 1)];
        for (int i = 0; i < _characters.Length; i++)
            _numbers.Add(_characters[i], (byte)i);
    }

    /// <summary>The character of a number.</summary>
    public char this[int number] => number < _characters.Length ? _characters[number] : Other;

    /// <summary>A text as numbers.</summary>
    public byte[] Encode(string text) => [.. text.Select(character => _numbers.GetValueOrDefault(character, (byte)(Size - 1)))];
}
