module axi_invert ( // designs.ts:224
  (* X_INTERFACE_INFO = "xilinx.com:signal:clock:1.0 clk CLK" *)
  (* X_INTERFACE_PARAMETER = "ASSOCIATED_BUSIF s_axis:m_axis, ASSOCIATED_RESET rst" *)
  input  wire       clk,
  (* X_INTERFACE_INFO = "xilinx.com:signal:reset:1.0 rst RST" *)
  (* X_INTERFACE_PARAMETER = "POLARITY ACTIVE_HIGH" *)
  input  wire       rst,
  (* X_INTERFACE_INFO = "xilinx.com:interface:axis:1.0 s_axis TDATA" *)
  input  wire [7:0] s_axis_tdata, // designs.ts:220
  (* X_INTERFACE_INFO = "xilinx.com:interface:axis:1.0 s_axis TVALID" *)
  input  wire       s_axis_tvalid, // designs.ts:220
  (* X_INTERFACE_INFO = "xilinx.com:interface:axis:1.0 s_axis TREADY" *)
  output wire       s_axis_tready, // designs.ts:220
  (* X_INTERFACE_INFO = "xilinx.com:interface:axis:1.0 m_axis TDATA" *)
  output wire [7:0] m_axis_tdata, // designs.ts:220
  (* X_INTERFACE_INFO = "xilinx.com:interface:axis:1.0 m_axis TVALID" *)
  output wire       m_axis_tvalid, // designs.ts:220
  (* X_INTERFACE_INFO = "xilinx.com:interface:axis:1.0 m_axis TREADY" *)
  input  wire       m_axis_tready // designs.ts:220
);
  reg [7:0] s_axis_map_payload = 8'd0; // designs.ts:222
  reg s_axis_map_valid = 1'b0;

  wire s_axis_map_move = !s_axis_map_valid || m_axis_tready; // designs.ts:222

  always @(posedge clk) begin
    if (s_axis_map_move) begin // designs.ts:222
      if (s_axis_tvalid) begin
        s_axis_map_payload <= ~s_axis_tdata;
      end
    end
  end

  always @(posedge clk) begin
    if (rst) begin
      s_axis_map_valid <= 1'b0;
    end else if (s_axis_map_move) begin // designs.ts:222
      s_axis_map_valid <= s_axis_tvalid;
    end
  end

  assign s_axis_tready = s_axis_map_move; // designs.ts:222
  assign m_axis_tdata = s_axis_map_payload; // designs.ts:220
  assign m_axis_tvalid = s_axis_map_valid; // designs.ts:222
endmodule
