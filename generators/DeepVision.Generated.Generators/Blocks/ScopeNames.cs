using System.Globalization;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Blocks;

/// <summary>Gives every layer of a scope its names: the user's, or kind and number. A layer that stands several times has several.</summary>
internal sealed class ScopeNames
{
    /// <summary>What <c>Input</c> and <c>From</c> call the input of the network or the block.</summary>
    public const string Input = "input";

    /// <summary>Characters of a name. Generated code makes longer identifiers of it, and files keep it for every tensor.</summary>
    private const int LongestName = 100;

    private readonly Scope _scope;
    private readonly NetworkDeclaration _declaration;
    private readonly IReadOnlyList<ScopeElement> _elements;
    private readonly List<Problem> _problems;
    private readonly LayerName?[][] _names;
    private readonly Dictionary<string, int> _owners = [];
    private readonly HashSet<string> _fileNames = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of the networks that this one begins with: counting goes on behind them.</summary>
    private IReadOnlyCollection<string> _included = [];

    private ScopeNames(Scope scope, NetworkDeclaration declaration, IReadOnlyList<ScopeElement> elements, List<Problem> problems)
    {
        (_scope, _declaration, _elements, _problems) = (scope, declaration, elements, problems);
        _names = [.. elements.Select(element => new LayerName?[element.NameCount])];
    }

    /// <summary>The names of the layers, an array of them for each element, and appends what is wrong with those that the user gave.</summary>
    public static LayerName[][] Assign(Scope scope, NetworkDeclaration declaration, IReadOnlyList<ScopeElement> elements, IncludedLayers included, List<Problem> problems)
    {
        ScopeNames names = new(scope, declaration, elements, problems);
        names.TakeIncluded(included);
        if (scope.IsNetwork)
            names.TakeInputNames();
        names.TakeUserNames();
        names.NumberTheRest();
        return [.. names._names.Select(ofElement => ofElement.Select(name => name!).ToArray())];
    }

    /// <summary>What inputs are called no layer can be called.</summary>
    private void TakeInputNames()
    {
        for (int i = 0; i < _declaration.FurtherInputs.Count; i++)
        {
            string name = _declaration.FurtherInputs[i].Name;
            string? reason = WhyMalformed(name) is { } malformed ? malformed
                : name == Input ? "that is what Input calls the network's own input"
                : !_fileNames.Add(name) ? "another input has this name"
                : null;
            if (reason is not null)
                _problems.Add(new Problem(DeclarationDiagnostics.InvalidName, _declaration.FurtherInputs[i].IsLengths ? Anchor.Network(KnownNames.VariableLength) : Anchor.Input(i, KnownNames.InputName), [_declaration.FurtherInputs[i].Call, name, reason]));
        }
    }

    /// <summary>The names that layers of an Include have already; it stands in front of all others.</summary>
    private void TakeIncluded(IncludedLayers included)
    {
        foreach (LayerName name in included.Names)
        {
            _owners[name.Accessor] = 0;
            _fileNames.Add(name.Name);
        }

        _included = included.AllNames;
    }

    private void TakeUserNames()
    {
        for (int i = 0; i < _elements.Count; i++)
        {
            if (_elements[i].GivenName is not { } given)
                continue;
            for (int time = 0; time < _names[i].Length; time++)
            {
                string name = _names[i].Length == 1 ? given : given + "_" + Text.Of(time + 1);
                string accessor = AccessorOf(name);
                if (WhyNot(given, accessor) is { } reason)
                {
                    Report(DeclarationDiagnostics.InvalidName, i, _elements[i].Show(_scope), given, reason);
                    break;
                }

                if (_owners.TryGetValue(accessor, out int other))
                {
                    Report(DeclarationDiagnostics.DuplicateName, i, _elements[i].Show(_scope), given, _elements[other].Show(_scope), accessor);
                    break;
                }

                Take(i, time, new LayerName(name, accessor));
            }
        }
    }

    private void NumberTheRest()
    {
        Dictionary<string, int> counts = [];
        for (int i = 0; i < _elements.Count; i++)
        {
            string kind = _elements[i].Declaration.Kind;
            for (int time = 0; time < _names[i].Length; time++)
            {
                if (!counts.TryGetValue(kind, out int number))
                    number = HighestIncluded(kind);
                number++;
                if (_names[i][time] is null)
                {
                    // Passes over numbers that a user's name has taken already, as a property or in files.
                    while (_owners.ContainsKey(kind + Text.Of(number)) || _fileNames.Contains(CountedName(kind, number)))
                        number++;
                    Take(i, time, new LayerName(CountedName(kind, number), kind + Text.Of(number)));
                }

                counts[kind] = number;
            }
        }
    }

    /// <summary>The highest number that a layer of this kind has in the networks that this one begins with.</summary>
    private int HighestIncluded(string kind)
    {
        string start = kind.ToLowerInvariant() + "_";
        return _included
            .Where(name => name.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Select(name => int.TryParse(name.Substring(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= NetworkExpansion.MostLayers ? number : 0)
            .Append(0).Max();
    }

    private void Take(int element, int time, LayerName name)
    {
        _names[element][time] = name;
        _owners[name.Accessor] = element;
        _fileNames.Add(name.Name);
    }

    /// <summary>Why no layer or loss can have a name, wherever it stands; null if one can.</summary>
    public static string? WhyMalformed(string name)
    {
        if (name.Length == 0 || !IsLetter(name[0]) || !name.All(c => IsLetter(c) || c is '_' or (>= '0' and <= '9')))
            return "a name begins with a letter and consists of letters, digits and underscores";
        return name.Length > LongestName
            ? "a name has at most " + Text.Of(LongestName) + " characters, and this one has " + Text.Of(name.Length)
            : null;
    }

    private string? WhyNot(string name, string accessor)
    {
        if (WhyMalformed(name) is { } reason)
            return reason;
        if (name == Input)
            return _scope.IsNetwork ? "that is what Input calls the network's own input" : "that is what Input calls the block's own input";
        if (!_scope.IsNetwork)
            return null;
        if (_declaration.FurtherInputs.Any(input => string.Equals(input.Name, name, StringComparison.OrdinalIgnoreCase)))
            return "an input of the network has this name";
        if (accessor == _declaration.Type.Name)
            return "its property " + accessor + " would have the name of the class";
        if (KnownNames.InheritedMembers.Contains(accessor) || _declaration.GeneratedMembers.Contains(accessor)
            || _declaration.GeneratedMethods.Any(method => method.Name == accessor))
            return "every network already has a member " + accessor;
        return null;
    }

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, int element, params string[] arguments) =>
        _problems.Add(new Problem(descriptor, _elements[element].Origin.Anchor(KnownNames.LayerName), new EquatableArray<string>(arguments)));

    private static string CountedName(string kind, int number) => kind.ToLowerInvariant() + "_" + Text.Of(number);

    /// <summary>The C# name of a member that is called by what the user named: <c>box_size</c> gives <c>BoxSize</c>.</summary>
    public static string AccessorOf(string name) =>
        string.Concat(name.Split(['_'], StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
