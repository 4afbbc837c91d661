using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

// The default random generator is one for the whole process, so tests that seed it must not overlap.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(RoverRaman.TorchSharpStandIn.Tests.PythonReference))]

namespace RoverRaman.TorchSharpStandIn.Tests;

/// <summary>
/// One python3 process with Debian's torch for the whole suite. A request is a line of JSON: tensors by name, code, names of the results;
/// the answer is a line of JSON as well. Numbers travel as doubles, so float32 values arrive exactly.
/// </summary>
public sealed class PythonReference : IDisposable
{
    const string Server = """
        import json, sys
        try:
            import torch
            import torch.nn as nn
            import torch.nn.functional as F
        except ImportError as e:
            print(json.dumps({"missing": str(e)}), flush=True)
            sys.exit(0)
        print(json.dumps({"version": torch.__version__}), flush=True)
        types = {"Float32": torch.float32, "Float64": torch.float64, "Int64": torch.int64, "Bool": torch.bool}
        names = {v: k for k, v in types.items()}
        for line in sys.stdin:
            request = json.loads(line)
            scope = {"torch": torch, "nn": nn, "F": F}
            for name, t in request["tensors"].items():
                value = torch.tensor(t["data"], dtype=torch.float64).to(types[t["type"]]).reshape(t["shape"])
                scope[name] = value
            try:
                exec(request["code"], scope)
                answer = {}
                for name in request["results"]:
                    t = scope[name]
                    t = torch.tensor(t, dtype=torch.float64) if not torch.is_tensor(t) else t.detach()
                    answer[name] = {"shape": list(t.shape), "type": names[t.dtype], "data": t.to(torch.float64).reshape(-1).tolist()}
            except Exception as e:
                answer = {"error": repr(e)}
            print(json.dumps(answer), flush=True)
        """;

    readonly Lock _lock = new();
    readonly Process? _process;
    readonly string? _missing;

    public PythonReference()
    {
        const string python = "/usr/bin/python3";
        if (!File.Exists(python))
        {
            _missing = $"{python} is not installed.";
            return;
        }
        var start = new ProcessStartInfo(python, ["-c", Server])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _missing = JsonNode.Parse(_process.StandardOutput.ReadLine() ?? """{"missing":"python3 ended"}""")!["missing"]?.GetValue<string>();
    }

    /// <summary>Runs <paramref name="code"/> on copies of the tensors; skips the test where python3-torch is missing.</summary>
    public Dictionary<string, Tensor> Run(string code, IReadOnlyDictionary<string, Tensor> tensors, params string[] results)
    {
        Assert.SkipUnless(_missing is null, $"python3-torch is needed as the reference: {_missing}");
        var request = new JsonObject
        {
            ["code"] = code,
            ["results"] = new JsonArray([.. results.Select(r => (JsonNode)r)]),
            ["tensors"] = new JsonObject(tensors.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)Encode(t.Value)))),
        };
        string answer;
        lock (_lock)
        {
            _process!.StandardInput.WriteLine(request.ToJsonString());
            _process.StandardInput.Flush();
            answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The python process ended.");
        }
        var parsed = JsonNode.Parse(answer)!.AsObject();
        Assert.True(parsed["error"] is null, $"python: {parsed["error"]} in\n{code}");
        return parsed.ToDictionary(r => r.Key, r => Decode(r.Value!));
    }

    public void Dispose()
    {
        _process?.StandardInput.Close();
        _process?.WaitForExit();
        _process?.Dispose();
    }

    static JsonObject Encode(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var data = tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
        return new()
        {
            ["shape"] = JsonSerializer.SerializeToNode(tensor.shape),
            ["type"] = tensor.dtype.ToString(),
            ["data"] = JsonSerializer.SerializeToNode(data),
        };
    }

    static Tensor Decode(JsonNode node)
    {
        var data = node["data"]!.Deserialize<double[]>(Lenient)!;
        return tensor(data, node["shape"]!.Deserialize<long[]>()!, Enum.Parse<ScalarType>(node["type"]!.GetValue<string>()));
    }

    static readonly JsonSerializerOptions Lenient =
        new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };
}
