using Decant.Options;
using Decant.Recipes;

namespace Decant.Tests.Options;

public class YamlTextTests
{
    [Theory]
    [InlineData("teacher.onnx", "teacher.onnx")]
    [InlineData("/data/mnist", "/data/mnist")]
    [InlineData("on", "\"on\"")]
    [InlineData("NULL", "\"NULL\"")]
    [InlineData("12", "\"12\"")]
    [InlineData("1e5", "\"1e5\"")]
    [InlineData("..", "\"..\"")]
    [InlineData("---", "\"---\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("C:\\x", "\"C:\\\\x\"")]
    [InlineData("say \"hi\"\n", "\"say \\\"hi\\\"\\n\"")]
    [InlineData("\u2028\ufeff\u0001", "\"\\u2028\\ufeff\\u0001\"")]
    [InlineData("\U0001f600", "\"\\U0001f600\"")]
    [InlineData("täglich", "\"täglich\"")]
    public void A_text_is_quoted_where_it_would_be_taken_for_something_else(string text, string yaml)
    {
        var written = YamlText.InLine(new WrittenScalar(text, default, !YamlText.IsPlain(text)));

        Assert.Equal(yaml, written);
        Assert.Equal(text, ((WrittenScalar)YamlTree.Read(written, new OptionReading())!).Text);
    }
}
