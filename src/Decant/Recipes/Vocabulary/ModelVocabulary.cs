using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>The architectures that a recipe can name.</summary>
internal static class ModelVocabulary
{
    public static Catalogue<Description> All { get; } = new(
        "model",
        new Description("mlp", "Fully connected layers; the input is flattened.", OptionSet.DeclaredIn(typeof(MlpOptions))),
        new Description("cnn", "Blocks of 3×3 convolution, batch normalisation and pooling, then a global average.", OptionSet.DeclaredIn(typeof(CnnOptions))),
        new Description("resnet", "The CIFAR family of residual networks (He et al. 2015, arXiv:1512.03385): three stages of n blocks.", OptionSet.DeclaredIn(typeof(ResNetOptions))))
    {
        NamesElsewhere = new Dictionary<string, string>
        {
            ["perceptron"] = "mlp", ["dense"] = "mlp", ["fc"] = "mlp", ["linear"] = "mlp",
            ["convnet"] = "cnn", ["lenet"] = "cnn", ["conv"] = "cnn",
            ["wrn"] = "resnet", ["wide-resnet"] = "resnet", ["resnet20"] = "resnet", ["resnet18"] = "resnet",
        },
    };
}
