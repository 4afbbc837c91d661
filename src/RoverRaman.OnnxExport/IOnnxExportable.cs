namespace RoverRaman.OnnxExport;

/// <summary>A module of one's own that knows how to write itself, beside the layers that the exporter knows.</summary>
public interface IOnnxExportable
{
    /// <summary>Adds the module's nodes and weights to the graph, as they are in inference.</summary>
    /// <param name="graph">The graph; its scope is the module's path.</param>
    /// <param name="input">Name of the value that the module receives.</param>
    /// <returns>Name of the value that it gives.</returns>
    string Export(OnnxGraph graph, string input);
}
