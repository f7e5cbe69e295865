using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Blocks;

/// <summary>Where the reading of a scope stands: what the next layer reads, which names are known, and which branches are open.</summary>
internal sealed class ScopeReader
{
    private readonly Scope _scope;
    private readonly IReadOnlyList<ScopeElement> _elements;
    private readonly LayerName[][] _names;
    private readonly List<Problem> _problems;

    /// <summary>Whether there may be layers whose names aren't known.</summary>
    private readonly bool _lacksNames;

    /// <summary>The first Branch of the open fork; −1 if none is open.</summary>
    private int _fork = -1;

    private int _atFork;

    /// <summary>What the finished paths of the fork give.</summary>
    private readonly List<int> _ends = [];

    /// <summary>Shortcuts of the open fork: which element, on which path, which layer.</summary>
    private readonly List<(int Element, int Path, int Layer)> _shortcuts = [];

    public ScopeReader(
        Scope scope, IReadOnlyList<ScopeElement> elements, LayerName[][] names, int input, EquatableArray<InputDeclaration> furtherInputs, IncludedLayers included, List<Problem> problems)
    {
        (_scope, _elements, _names, _problems, _lacksNames) = (scope, elements, names, problems, included.AreUnknown);
        Current = included.End == FlatLayer.NetworkInput ? input : included.End;
        Known.Add(ScopeNames.Input, input);
        for (int i = 0; i < furtherInputs.Count; i++)
            Known[furtherInputs[i].Name] = FlatLayer.FurtherInput(i);
        foreach (KeyValuePair<string, int> name in included.Known)
            Known[name.Key] = name.Value;
    }

    /// <summary>What the next layer reads.</summary>
    public int Current { get; set; }

    /// <summary>Names that can be read, with what they stand for.</summary>
    public Dictionary<string, int> Known { get; } = [];

    /// <summary>Begins a path at the open fork, or opens one.</summary>
    public void Branch(int element)
    {
        if (_fork < 0)
        {
            (_fork, _atFork) = (element, Current);
            return;
        }

        _ends.Add(Current);
        Current = _atFork;
    }

    /// <summary>What a name stands for; without one of that name it is reported, and what stands before is taken instead.</summary>
    /// <param name="element">Who reads it.</param>
    /// <param name="name">The name.</param>
    /// <param name="argument">The argument that it is.</param>
    public int Find(int element, string? name, string argument)
    {
        if (name is not null && Known.TryGetValue(name, out int value))
            return value;
        if (!_elements[element].Declaration.Compiles || _lacksNames)
            return Current;
        string shown = _elements[element].Show(_scope);
        if (name is not null && LaterElement(element, name) is { } later)
            Report(DeclarationDiagnostics.ReadTooEarly, element, argument, [], shown, name, later.Show(_scope));
        else if (Nearest(name ?? "") is { } nearest)
            Report(DeclarationDiagnostics.UnknownInput, element, argument, [new FixHint(FixHint.LayerName, nearest), new FixHint(FixHint.Written, name ?? "")], shown, name ?? "", "Did you mean \"" + nearest + "\"?");
        else
            Report(DeclarationDiagnostics.UnknownInput, element, argument, [], shown, name ?? "", Choices(element));
        return Current;
    }

    /// <summary>Closes the open fork, if there is one.</summary>
    /// <returns>The operands of the join; the shortcuts of the fork, and the end of the path whose shape they take: the first without a shortcut.</returns>
    public (List<int> Operands, List<int> Shortcuts, int Beside) Join(int element, EquatableArray<string> names)
    {
        List<int> ends = [.. _ends, Current];
        List<int> operands = [.. ends, .. names.Select(name => Find(element, name, KnownNames.JoinNames))];
        List<int> shortcuts = [.. _shortcuts.Select(shortcut => shortcut.Layer)];
        int path = Enumerable.Range(0, ends.Count).FirstOrDefault(path => !_shortcuts.Exists(shortcut => shortcut.Path == path));
        if (_shortcuts.Exists(shortcut => shortcut.Path == path))
        {
            foreach ((int shortcut, _, _) in _shortcuts)
                Report(DeclarationDiagnostics.ShortcutAlone, shortcut, null, [], _elements[shortcut].Show(_scope));
            shortcuts = [];
        }

        if (operands.Count < 2 && _elements[element].Declaration.Compiles)
            Report(DeclarationDiagnostics.JoinOfOne, element, null, [], _elements[element].Show(_scope), _elements[element].Declaration.Kind);
        Close();
        return (operands, shortcuts, ends[path]);
    }

    /// <summary>Remembers a shortcut on the path that is being read.</summary>
    public void AddShortcut(int element, int layer)
    {
        if (_fork < 0)
            Report(DeclarationDiagnostics.ShortcutAlone, element, null, [], _elements[element].Show(_scope));
        else
            _shortcuts.Add((element, _ends.Count, layer));
    }

    /// <summary>Ends the scope.</summary>
    public void End()
    {
        if (_fork >= 0)
            Report(DeclarationDiagnostics.BranchNotJoined, _fork, null, [], _elements[_fork].Show(_scope));
        Close();
    }

    private void Close()
    {
        _fork = -1;
        _ends.Clear();
        _shortcuts.Clear();
    }

    /// <summary>The element that will have a name.</summary>
    private ScopeElement? LaterElement(int element, string name)
    {
        for (int i = element; i < _elements.Count; i++)
        {
            if (_names[i].Any(later => later.Name == name) || _elements[i].GivenName == name)
                return _elements[i];
        }

        return null;
    }

    private string? Nearest(string name) => Spelling.Nearest(name, Known.Keys.OrderBy(known => known, StringComparer.Ordinal));

    private string Choices(int element)
    {
        LayerName? before = _names.Take(element).SelectMany(names => names).LastOrDefault();
        return before is null
            ? "Nothing stands before it but \"" + ScopeNames.Input + "\"."
            : "The layer before it is \"" + before.Name + "\".";
    }

    private void Report(DiagnosticDescriptor descriptor, int element, string? argument, EquatableArray<FixHint> hints, params string[] arguments) =>
        _problems.Add(new Problem(descriptor, _elements[element].Origin.Anchor(argument), new EquatableArray<string>(arguments)) { Hints = hints });
}
