using Decant.Students.Weights;

namespace Decant.Tests.Students.Weights;

public sealed class NameRuleTests
{
    [Theory]
    [InlineData("conv1", "stem", "conv1", "stem")]
    [InlineData("layer{s}.{b}.conv{k}", "stage{s}.block{b+1}.convolution{k}", "layer3.17.conv2", "stage3.block18.convolution2")]
    [InlineData("{n}", "layer{n+1}", "9", "layer10")]
    public void A_number_is_kept_or_becomes_the_next(string elsewhere, string here, string layer, string expected) =>
        Assert.Equal(expected, new NameRule(elsewhere, here).Translate(layer));

    [Theory]
    [InlineData("conv1", "conv12")]
    [InlineData("conv1", "x.conv1")]
    [InlineData("a.b", "axb")]
    [InlineData("layer{s}", "layer")]
    [InlineData("layer{s}", "layer1.0")]
    [InlineData("layer{s}", "layer12345678901234567890")]
    public void A_rule_about_another_layer_says_nothing(string elsewhere, string layer) =>
        Assert.Null(new NameRule(elsewhere, "x").Translate(layer));
}
