using System.Security.Cryptography;
using Decant.Data.Downloads;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Data.Downloads;

public sealed class PublicDatasetsTests
{
    [Fact]
    public void Every_file_has_an_address_a_length_and_a_SHA_256()
    {
        Assert.Equal(["mnist", "fashion-mnist", "cifar-10"], PublicDatasets.All.Select(dataset => dataset.Name));
        foreach (var file in PublicDatasets.All.SelectMany(dataset => dataset.Files))
        {
            Assert.True(
                file.Addresses.Count >= 2
                    && file.Addresses.All(address => address.AbsoluteUri.EndsWith(file.Name, StringComparison.Ordinal))
            );
            Assert.True(file.Bytes > 0);
            Assert.Matches("^[0-9a-f]{64}$", file.Sha256);
        }
    }

    [Fact]
    public void IDX_data_sets_have_the_names_that_the_source_looks_for()
    {
        foreach (var dataset in PublicDatasets.All.Where(dataset => dataset.Recipe.Contains("idx", StringComparison.Ordinal)))
        {
            Assert.Equal(
                IdxSource.StandardNames.Values.Select(name => name + ".gz").Order(),
                dataset.Files.Select(file => file.Name).Order()
            );
        }
    }

    [Fact]
    public void An_unknown_data_set_is_answered_with_the_nearest() =>
        Assert.Equal(
            "data get: unknown data set 'cifar10'; nearest: 'cifar-10'; known: mnist, fashion-mnist, cifar-10.",
            Assert.Throws<DecantException>(() => PublicDatasets.Of("cifar10")).Message
        );

    [Theory]
    [InlineData("t10k-images-idx3-ubyte.gz")]
    [InlineData("t10k-labels-idx1-ubyte.gz")]
    [InlineData("train-labels-idx1-ubyte.gz")]
    public void Lengths_and_hashes_are_those_of_the_original_files(string name)
    {
        var path = Path.Combine(RealData.RootWith($"mnist/{name}"), "mnist", name);
        var file = PublicDatasets.Of("mnist").Files.Single(file => file.Name == name);
        Assert.Equal(file.Bytes, new FileInfo(path).Length);
        Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
    }
}
