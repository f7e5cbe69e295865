using DeepVision.Generated.Generators.Declaration;

namespace DeepVision.Generated.Generators.Tests.Blocks;

/// <summary>Blocks as text: what is written is read again, and what is damaged is refused.</summary>
public class BlockTextTests
{
    private static readonly BlockDefinition s_block = new("Vision.Nets+Stem", ["filters", "norm"],
    [
        Creation(0, "Conv2D", null,
            ("filters", true, new BlockExpression.Operation(BlockOperators.Multiply, [new BlockExpression.Parameter("filters"), new BlockExpression.Literal(2)])),
            ("Name", false, new BlockExpression.Literal("a \"b\\c\" (d) $e")),
            ("L2", false, new BlockExpression.Literal(1.5e-10f)),
            ("Bias", false, new BlockExpression.Operation(BlockOperators.Not, [new BlockExpression.Parameter("norm")]))),
        new BlockExpression.Operation(BlockOperators.Conditional, [new BlockExpression.Parameter("norm"), Creation(1, "Inner", "Vision.Inner"), new BlockExpression.Literal(null)]),
        Creation(2, "Add", null, ("names", true, new BlockExpression.Operation(BlockOperators.Array, [new BlockExpression.Literal("x"), new BlockExpression.Literal("")]))),
        new BlockExpression.Operation(BlockOperators.Negate, [new BlockExpression.Literal(-0.25)]),
        new BlockExpression.Unreadable(3, "Environment.ProcessorCount"),
    ]);

    [Fact]
    public void What_is_written_is_read_again()
    {
        BlockDefinition? read = BlockText.Parse(s_block.Key, BlockText.Write(s_block));
        Assert.Equal(s_block, read);
        Assert.Equal(["Vision.Inner"], BlockText.BlocksIn(s_block));
    }

    [Fact]
    public void A_cut_text_is_refused()
    {
        string text = BlockText.Write(s_block);
        // A text that ends between two layers can't be told from a shorter block.
        for (int length = 0; length < text.Length; length++)
        {
            BlockDefinition? read = BlockText.Parse(s_block.Key, text[..length]);
            Assert.True(read is null || read.Layers.SequenceEqual(s_block.Layers.Take(read.Layers.Count)), text[..length]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("filters (new 0 ReLU - ())")]
    [InlineData("() (new x ReLU - ())")]
    [InlineData("() (new 0 ReLU -)")]
    [InlineData("() (new 0 ReLU - ((a)))")]
    [InlineData("() ()")]
    [InlineData("() word")]
    [InlineData("() \"open")]
    public void A_damaged_text_is_refused(string text) => Assert.Null(BlockText.Parse("Block", text));

    [Fact]
    public void Lists_without_end_are_refused() => Assert.Null(BlockText.Parse("Block", "() " + new string('(', 100_000)));

    private static BlockExpression.Creation Creation(int place, string kind, string? block, params (string Name, bool IsPositional, BlockExpression Value)[] arguments) =>
        new(place, kind, block, [.. arguments.Select(argument => new CreationArgument(argument.Name, argument.IsPositional, argument.Value))]);
}
