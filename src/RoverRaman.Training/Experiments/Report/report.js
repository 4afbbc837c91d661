// Draws every figure of the page with uPlot. The data stand in the page as JSON: { title, xLabel, yLabel, x, curves: [{ name, values }], bars }.
(() => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const colours = ["#0b6e99", "#c8501e", "#3d8b40", "#7b4fa3", "#9c6b12", "#b02a5b", "#4a5568", "#119988"];
  const width = () => Math.min(1100, document.body.clientWidth - 32);

  const draw = place => {
    const figure = figures[place.dataset.figure];
    const series = figure.curves.map((curve, i) => ({
      label: curve.name,
      stroke: colours[i % colours.length],
      width: 1.5,
      spanGaps: false,
      ...(figure.bars ? { fill: colours[i % colours.length] + "55", paths: uPlot.paths.bars({ size: [0.8, 60] }), points: { show: false } } : {}),
    }));
    const plot = new uPlot({
      width: width(),
      height: 320,
      scales: { x: { time: false } },
      series: [{ label: figure.xLabel }, ...series],
      axes: [{ label: figure.xLabel }, { label: figure.yLabel, size: 60 }],
    }, [figure.x, ...figure.curves.map(curve => curve.values)], place);
    window.addEventListener("resize", () => plot.setSize({ width: width(), height: 320 }));
  };

  if (window.uPlot)
    document.querySelectorAll(".plot").forEach(draw);
})();
