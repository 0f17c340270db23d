// This file defines what the playground takes from uPlot.

export { default as Plot } from "uplot";
