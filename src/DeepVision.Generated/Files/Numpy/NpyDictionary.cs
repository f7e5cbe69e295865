using System.Globalization;

namespace DeepVision.Generated;

/// <summary>
/// Reads the text of an array's header, a literal of Python such as <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</c>: these three
/// keys, and nothing that would have to be evaluated.
/// </summary>
internal ref struct NpyDictionary
{
    private readonly ReadOnlySpan<char> _text;
    private int _position;

    private NpyDictionary(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The header's values; its length isn't known here.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static NpyHeader Parse(ReadOnlySpan<char> text)
    {
        NpyDictionary reader = new(text);
        return reader.Read();
    }

    private NpyHeader Read()
    {
        (StoredType Type, bool IsBigEndian)? elements = null;
        bool? isFortranOrder = null;
        int[]? shape = null;
        Expect('{');
        while (!Take('}'))
        {
            string key = ReadText();
            Expect(':');
            bool isNew;
            switch (key)
            {
                case "descr":
                    isNew = elements is null;
                    elements = ReadElements();
                    break;
                case "fortran_order":
                    isNew = isFortranOrder is null;
                    isFortranOrder = ReadTruth();
                    break;
                case "shape":
                    isNew = shape is null;
                    shape = ReadShape();
                    break;
                default:
                    throw new FormatException($"its header has the unknown key '{key}'.");
            }

            if (!isNew)
                throw new FormatException($"its header has two values for {key}.");
            if (!Take(','))
            {
                Expect('}');
                break;
            }
        }

        if (Next() != '\0' || _position < _text.Length)
            throw Broken();
        return elements is { } known && isFortranOrder is { } order && shape is not null
            ? new NpyHeader(known.Type, known.IsBigEndian, order, shape, 0)
            : throw new FormatException("its header needs descr, fortran_order and shape.");
    }

    private (StoredType Type, bool IsBigEndian) ReadElements() => Next() == '['
        ? throw new FormatException("its elements are records of several fields (a structured dtype); save each field as an array of its own.")
        : NpyTypes.Parse(ReadText());

    private bool ReadTruth() => TakeWord("True") || (TakeWord("False") ? false : throw new FormatException("fortran_order in its header is neither True nor False."));

    private int[] ReadShape()
    {
        Expect('(');
        List<int> shape = [];
        while (!Take(')'))
        {
            shape.Add(ReadExtent());
            if (!Take(','))
            {
                Expect(')');
                break;
            }
        }

        return [.. shape];
    }

    private int ReadExtent()
    {
        Next();
        int start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
            _position++;
        if (!int.TryParse(_text[start.._position], NumberStyles.None, CultureInfo.InvariantCulture, out int extent))
            throw new FormatException($"the shape in its header must hold whole numbers from 0 to {int.MaxValue}.");
        // Python 2 ended long integers with an L.
        if (_position < _text.Length && _text[_position] == 'L')
            _position++;
        return extent;
    }

    /// <summary>A text in single or double quotes. None that belongs here needs an escape.</summary>
    private string ReadText()
    {
        char quote = Next();
        if (quote is not ('\'' or '"'))
            throw Broken();
        int length = _text[++_position..].IndexOf(quote);
        if (length < 0 || _text.Slice(_position, length).Contains('\\'))
            throw Broken();
        string text = _text.Slice(_position, length).ToString();
        _position += length + 1;
        return text;
    }

    private bool TakeWord(string word)
    {
        Next();
        if (!_text[_position..].StartsWith(word, StringComparison.Ordinal))
            return false;
        _position += word.Length;
        return true;
    }

    private bool Take(char expected)
    {
        if (Next() != expected)
            return false;
        _position++;
        return true;
    }

    private void Expect(char expected)
    {
        if (!Take(expected))
            throw Broken();
    }

    /// <summary>The next character that is no space, without taking it; '\0' at the end.</summary>
    private char Next()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\n' or '\t' or '\r')
            _position++;
        return _position < _text.Length ? _text[_position] : '\0';
    }

    private readonly FormatException Broken() => new(FormattableString.Invariant($"its header is not the dictionary that NumPy writes (character {_position + 1})."));
}
