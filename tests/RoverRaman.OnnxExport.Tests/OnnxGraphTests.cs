namespace RoverRaman.OnnxExport.Tests;

public sealed class OnnxGraphTests
{
    [Fact]
    public void ToBytes_GraphByHand_Runs()
    {
        var graph = new OnnxGraph("sum");
        var x = graph.AddInput("x", 3);
        var shifted = graph.AddNode("Add", [x, graph.AddWeight("shift", [1, 2, 3], 3)]);
        graph.AddOutput(graph.AddNode("ReduceSum", [shifted, graph.AddIntegers("axes", 1)]), "sum", 1);
        using var runner = new OnnxRunner(graph.ToBytes());
        Assert.Equal([66f], runner.Run([10, 20, 30], 1, 3).Values);
    }

    [Fact]
    public void AddOutput_ValueWithConsumers_RenamesItForThemToo()
    {
        var graph = new OnnxGraph("two");
        var doubled = graph.AddNode("Add", [graph.AddInput("x", 1), "x"]);
        var squared = graph.AddNode("Mul", [doubled, doubled]);
        graph.AddOutput(squared, "squared", 1);
        graph.AddOutput(doubled, "doubled", 1);
        using var runner = new OnnxRunner(graph.ToBytes());
        Assert.Equal([36f], runner.Run([3], 1, 1).Values);
    }

    [Fact]
    public void AddNode_NamesTwice_AreMadeDifferent()
    {
        var graph = new OnnxGraph("names") { Scope = "block" };
        var x = graph.AddInput("x", 1);
        Assert.Equal(["block.Tanh", "block.Tanh_2"], [graph.AddNode("Tanh", [x]), graph.AddNode("Tanh", [x])]);
        Assert.Equal(["block.w", "block.w_2"], [graph.AddWeight("w", [1], 1), graph.AddWeight("w", [1], 1)]);
    }

    [Fact]
    public void AddNode_UnknownInput_NamesIt()
    {
        var graph = new OnnxGraph("broken") { Scope = "block" };
        Assert.Contains("'y'", Assert.Throws<OnnxExportException>(() => graph.AddNode("Tanh", ["y"])).Message);
    }

    [Fact]
    public void AddWeight_OtherCount_SaysBoth()
    {
        var message = Assert.Throws<OnnxExportException>(() => new OnnxGraph("broken").AddWeight("w", [1, 2, 3], 2, 2)).Message;
        Assert.Contains("4 values", message);
        Assert.Contains("found 3", message);
    }

    [Fact]
    public void AddInput_NameTaken_Throws()
    {
        var graph = new OnnxGraph("broken");
        _ = graph.AddInput("x", 1);
        _ = Assert.Throws<OnnxExportException>(() => graph.AddInput("x", 1));
    }

    [Fact]
    public void AddOutput_OfAnInput_Throws()
    {
        var graph = new OnnxGraph("broken");
        _ = Assert.Throws<OnnxExportException>(() => graph.AddOutput(graph.AddInput("x", 1), "y", 1));
        _ = Assert.Throws<OnnxExportException>(() => graph.ToBytes());
    }
}
