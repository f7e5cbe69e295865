using DeepVision.Generated.RandomDeclarations;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>
/// Whatever C# allows gets an error of ours or compiles without a warning. The program tests/DeepVision.Generated.RandomDeclarations tries as many as one likes.
/// </summary>
public class RandomDeclarationTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_declaration_gets_an_error_of_ours_or_compiles_without_a_warning(int seed)
    {
        RandomDeclaration declaration = DeclarationMaker.Make(seed);
        DeclarationVerdict verdict = DeclarationVerdict.Of(declaration);
        Assert.True(verdict.Faults.Count == 0, string.Join("\n", [.. verdict.Faults, declaration.ToString()]));
    }

    [Fact]
    public void A_seed_always_makes_the_same() => Assert.Equal(DeclarationMaker.Make(7).ToString(), DeclarationMaker.Make(7).ToString());
}
