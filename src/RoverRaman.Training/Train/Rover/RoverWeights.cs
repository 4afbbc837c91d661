using System.Text.Json.Nodes;
using RoverRaman.Training.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Train.Rover;

/// <summary>A network, the head over all classes that it was trained with, and their names.</summary>
public sealed class RoverWeights : IDisposable
{
    /// <summary>The class of <see cref="Augment.EmptySpectra"/>; no mineral can have this name, and no exported head holds it.</summary>
    public const string Empty = "(no mineral)";

    const string NetworkFile = "network.dat", HeadFile = "head.dat", DescriptionFile = "pretrained.json";

    /// <summary>Puts the parts together and takes them over.</summary>
    public RoverWeights(RoverNet network, CosineHead head, IReadOnlyList<string> classes)
    {
        (Network, Head, Classes) = (network, head, classes);
        Index = classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
    }

    /// <summary>The network.</summary>
    public RoverNet Network { get; }

    /// <summary>One direction a class.</summary>
    public CosineHead Head { get; }

    /// <summary>Names of the head's rows.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Row of each class.</summary>
    public IReadOnlyDictionary<string, int> Index { get; }

    /// <summary>Fresh weights for <paramref name="classes"/> and <see cref="Empty"/>.</summary>
    public static RoverWeights Fresh(RoverNetOptions options, IEnumerable<string> classes)
    {
        string[] names = [.. classes.Append(Empty)];
        return new RoverWeights(new RoverNet(options), CosineHead.Random(names.Length), names);
    }

    /// <summary>A copy with rows for further classes, which start at random.</summary>
    public RoverWeights CopyWith(RoverNetOptions options, IEnumerable<string> classes)
    {
        string[] names = [.. Classes, .. classes.Where(name => !Index.ContainsKey(name))];
        using var guard = no_grad();
        var network = new RoverNet(options);
        Copy(Network, network);
        var directions = 0.1 * randn([names.Length, RoverNetOptions.FeatureSize]);
        _ = directions.narrow(0, 0, Classes.Count).copy_(functional.normalize(Head.Directions, 2, 1));
        return new RoverWeights(network, new CosineHead(directions), names);
    }

    /// <summary>Keeps the weights in a folder, with what they were trained from (<paramref name="key"/>) and on.</summary>
    public void Save(string folder, JsonObject key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _ = Directory.CreateDirectory(folder);
        File.Delete(Path.Combine(folder, DescriptionFile));
        _ = Network.save(Path.Combine(folder, NetworkFile));
        _ = Head.save(Path.Combine(folder, HeadFile));
        var description = new JsonObject { ["key"] = key.DeepClone(), ["classes"] = new JsonArray([.. Classes.Select(name => (JsonNode)name)]) };
        File.WriteAllText(Path.Combine(folder, DescriptionFile), description.ToJsonString());
    }

    /// <summary>Reads kept weights; null where there are none for <paramref name="key"/>.</summary>
    public static RoverWeights? Load(string folder, JsonObject key, RoverNetOptions options)
    {
        var file = Path.Combine(folder, DescriptionFile);
        if (!File.Exists(file) || JsonNode.Parse(File.ReadAllText(file)) is not JsonObject description || !JsonNode.DeepEquals(description["key"], key))
            return null;
        string[] classes = [.. description["classes"]!.AsArray().Select(name => (string)name!)];
        using var guard = no_grad();
        var network = new RoverNet(options);
        _ = network.load(Path.Combine(folder, NetworkFile));
        var head = CosineHead.Random(classes.Length);
        _ = head.load(Path.Combine(folder, HeadFile));
        return new RoverWeights(network, head, classes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Network.Dispose();
        Head.Dispose();
    }

    static void Copy(Module from, Module to)
    {
        var source = from.state_dict();
        foreach (var (name, tensor) in to.state_dict())
            _ = tensor.copy_(source[name]);
    }
}
