using Decant.Engine;
using Decant.Options;
using Decant.Recipes;
using Decant.Training.Optimizers;

namespace Decant.Tests.Options;

public class OptionValuesTests
{
    private static readonly Option<double> s_rate = Option.Number("rate", 0.1, "A rate.", above: 0, atMost: 1);
    private static readonly Option<int> s_limit = Option.WholeNumber("limit", null, "A limit.", atLeast: 1, unset: "off");
    private static readonly Option<string> s_file = Option.File("file", null, "A file.");

    [Fact]
    public void Nothing_given_means_the_defaults()
    {
        Assert.Equal(0.1, OptionValues.Empty.Get(s_rate));
        Assert.Null(OptionValues.Empty.FindNumber(s_limit));
        Assert.Throws<InvalidOperationException>(() => OptionValues.Empty.Get(s_file));
    }

    [Fact]
    public void A_value_set_from_code_meets_the_same_range_as_one_from_a_recipe()
    {
        var exception = Assert.Throws<DecantException>(() => OptionValues.Empty.With(s_rate, 2));

        Assert.Equal("rate: expected a number (above 0 and at most 1), received 2. The default is 0.1.", exception.Message);
        Assert.Throws<DecantException>(() => OptionValues.Empty.With(s_rate, double.NaN));
        Assert.Throws<DecantException>(() => OptionValues.Empty.With(s_limit, 0));
        Assert.Throws<DecantException>(() => OptionValues.Empty.With(s_file, ""));
    }

    [Fact]
    public void Values_are_equal_where_every_option_has_the_same_value_given_or_not()
    {
        var given = OptionValues.Empty.With(s_rate, 0.1).With(s_limit, 3).Without(s_limit);

        Assert.Equal(OptionValues.Empty, given);
        Assert.Equal(OptionValues.Empty.GetHashCode(), given.GetHashCode());
        Assert.NotEqual(OptionValues.Empty, given.With(s_rate, 0.2));
    }

    [Fact]
    public void A_change_leaves_the_values_it_came_from_alone()
    {
        var first = OptionValues.Empty.With(s_rate, 0.2);
        _ = first.With(s_rate, 0.3);

        Assert.Equal(0.2, first.Get(s_rate));
    }

    [Fact]
    public void A_recipe_can_be_built_in_code()
    {
        var training = new TrainingSettings
        {
            Epochs = 3,
            Optimizer = new AdamW { LearningRate = 0.01 },
            ClipNorm = 5,
        };

        Assert.Equal(
            (3, "adamw", 0.01, 5.0),
            (training.Epochs, training.Optimizer.Name, training.Optimizer.LearningRate, training.ClipNorm)
        );
        Assert.Equal(4, (training with { Epochs = 4 }).Epochs);
        Assert.Null((training with { ClipNorm = null }).ClipNorm);
        Assert.Equal(
            training,
            new TrainingSettings
            {
                ClipNorm = 5,
                Epochs = 3,
                Optimizer = training.Optimizer,
            }
        );
        Assert.Throws<DecantException>(() => new TrainingSettings { Batch = 0 });
    }
}
