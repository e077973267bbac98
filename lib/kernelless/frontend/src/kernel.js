// The widget's tail in Jupyter, where Vega and vegaEmbed come from Altair's own bundle.
const draw = async (target, model) => {
  const options = { mode: "vega", ast: true, actions: false, renderer: "svg", logLevel: 1 };
  return (await vegaEmbed(target, model.get("_specification"), options)).view;
};
export default createWidget(draw);
