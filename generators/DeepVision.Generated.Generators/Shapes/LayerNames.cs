using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Gives every layer its name and the name of its property, and checks what the user wrote as Name and Input.</summary>
internal sealed class LayerNames
{
    /// <summary>What <c>Input</c> calls the network's own input.</summary>
    private const string NetworkInput = "input";

    /// <summary>Characters of a name. Generated code makes longer identifiers of it, and files keep it for every tensor.</summary>
    private const int LongestName = 100;

    private readonly ShapeInference _inference;
    private readonly string[] _names;
    private readonly string[] _accessors;

    private LayerNames(ShapeInference inference)
    {
        _inference = inference;
        _names = new string[Layers.Count];
        _accessors = new string[Layers.Count];
    }

    private EquatableArray<LayerDeclaration> Layers => _inference.Declaration.Layers;

    public string Name(int index) => _names[index];

    public string Accessor(int index) => _accessors[index];

    public static LayerNames Assign(ShapeInference inference)
    {
        LayerNames names = new(inference);
        names.TakeUserNames();
        names.NumberTheRest();
        names.CheckInputs();
        return names;
    }

    /// <summary>Properties exist only for layers with parameters; they must not meet the class's name or a member of the user's.</summary>
    public void CheckMembers(IReadOnlyList<LayerNode> nodes, int[] nodeOf)
    {
        for (int i = 0; i < Layers.Count; i++)
        {
            if (nodeOf[i] < 0 || nodes[nodeOf[i]].Parameters.Count == 0)
                continue;
            string className = _inference.Declaration.Type.Name;
            if (className == _accessors[i] || className == "get_" + _accessors[i])
            {
                _inference.Report(new Problem(DeclarationDiagnostics.ClassCalledLikeMember, Anchor.ClassName,
                    [className, "for the weights of " + _inference.Show(i), "Rename the class or give the layer a Name."]));
            }

            if (_inference.Declaration.Facts.Members.FirstOrDefault(member => member.Occupies(_accessors[i])) is { } own)
            {
                _inference.Report(new Problem(DeclarationDiagnostics.MemberCollision, Anchor.Member(own.Name, own.ParameterTypes),
                    [className, own.Name, ", for the weights of " + _inference.Show(i), "Rename yours or give the layer a Name."]));
            }
        }
    }

    private void TakeUserNames()
    {
        for (int i = 0; i < Layers.Count; i++)
        {
            if (Layers[i].IsLoss || Layers[i]["Name"] is not string name)
                continue;
            string accessor = AccessorOf(name);
            if (WhyNot(name, accessor) is { } reason)
            {
                Report(DeclarationDiagnostics.InvalidName, i, "Name", _inference.Show(i), name, reason);
                continue;
            }

            int other = Array.IndexOf(_accessors, accessor);
            if (other >= 0)
            {
                Report(DeclarationDiagnostics.DuplicateName, i, "Name", _inference.Show(i), name, _inference.Show(other), accessor);
                continue;
            }

            (_names[i], _accessors[i]) = (name, accessor);
        }
    }

    private void NumberTheRest()
    {
        Dictionary<string, int> counts = [];
        for (int i = 0; i < Layers.Count; i++)
        {
            string kind = Layers[i].Kind;
            counts.TryGetValue(kind, out int number);
            number++;
            if (_names[i] is null)
            {
                // Passes over numbers that a user's name has taken already, as a property or in files.
                while (_accessors.Contains(kind + Text.Of(number)) || _names.Contains(CountedName(kind, number), StringComparer.OrdinalIgnoreCase))
                    number++;
                (_names[i], _accessors[i]) = (CountedName(kind, number), kind + Text.Of(number));
            }

            counts[kind] = number;
        }
    }

    private void CheckInputs()
    {
        string previous = NetworkInput;
        HashSet<string> known = [NetworkInput];
        for (int i = 0; i < Layers.Count; i++)
        {
            if (Layers[i].IsLoss)
                continue;
            if (Layers[i]["Input"] is string input && input != previous)
            {
                Report(known.Contains(input) ? DeclarationDiagnostics.BranchesNotSupported : DeclarationDiagnostics.UnknownInput,
                    i, "Input", _inference.Show(i), input, previous);
            }

            previous = _names[i];
            known.Add(previous);
        }
    }

    private string? WhyNot(string name, string accessor)
    {
        if (name.Length == 0 || !IsLetter(name[0]) || !name.All(c => IsLetter(c) || c is '_' or (>= '0' and <= '9')))
            return "a name begins with a letter and consists of letters, digits and underscores";
        if (name.Length > LongestName)
            return "a name has at most " + Text.Of(LongestName) + " characters, and this one has " + Text.Of(name.Length);
        if (name == NetworkInput)
            return "that is what Input calls the network's own input";
        if (accessor == _inference.Declaration.Type.Name)
            return "its property " + accessor + " would have the name of the class";
        if (KnownNames.InheritedMembers.Contains(accessor) || KnownNames.GeneratedMembers.Contains(accessor)
            || KnownNames.GeneratedMethods.Any(method => method.Name == accessor))
            return "every network already has a member " + accessor;
        return null;
    }

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, int index, string argument, params string[] arguments) =>
        _inference.Report(new Problem(descriptor, Anchor.Layer(index, argument), new EquatableArray<string>(arguments)));

    private static string CountedName(string kind, int number) => kind.ToLowerInvariant() + "_" + Text.Of(number);

    private static string AccessorOf(string name) =>
        string.Concat(name.Split(['_'], StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
